using System.Text;
using System.Text.Json;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Events;

internal ref partial struct EventScan
{
    private static readonly byte[][] Attributes =
    [
        [.. "specversion"u8], [.. "type"u8], [.. "source"u8], [.. "id"u8], [.. "subject"u8], [.. "time"u8],
        [.. "datacontenttype"u8], [.. "dataschema"u8], [.. "data"u8],
    ];

    private static readonly byte[] RecordOfReading = Encoding.ASCII.GetBytes(DossierRead.TypeName);

    private static readonly byte[] OwnSource = Encoding.ASCII.GetBytes(OwnSubjects.SourcePrefix);

    private const int RequiredAttributes = 6;
    private const int DataAttribute = 8;

    /// <summary>Reads a whole event, finding all that is wrong with it.</summary>
    /// <exception cref="JsonException">The text is not JSON from here on.</exception>
    public void ReadEvent(KnownTexts known, EventLimits limits, DateTimeOffset now)
    {
        Next();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            RefuseValue("wrong-type", "An event is a JSON object.");
            Next();
            return;
        }

        var seen = 0u;
        for (var place = 0; Next() && _reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            Push(StepOfName(place));
            var attribute = IndexOfAttribute();
            if (attribute < 0)
            {
                RefuseUnknownMember();
            }
            else
            {
                if ((seen & (1u << attribute)) != 0)
                    Refuse("duplicate-member", "Is given more than once.");

                seen |= 1u << attribute;
                ReadAttribute(attribute, known, limits, now);
            }

            Pop();
        }

        // Anything after the event is no JSON; the reader then throws.
        if (Next() || _stopped)
            return;

        ReadPutOff();
        RefuseMissingAttributes(seen);
    }

    private readonly int IndexOfAttribute()
    {
        for (var index = 0; index < Attributes.Length; index++)
        {
            if (IsNamed(Attributes[index]))
                return index;
        }

        return -1;
    }

    private void ReadAttribute(int attribute, KnownTexts known, EventLimits limits, DateTimeOffset now)
    {
        if (!Next())
            return;

        if (attribute == DataAttribute)
        {
            ReadData();
            return;
        }

        if (_reader.TokenType == JsonTokenType.Null && attribute >= RequiredAttributes)
            return;

        if (!ReadText(out var text))
            return;

        switch (attribute)
        {
            case 0 when !text.SequenceEqual("1.0"u8):
                Refuse("not-in-list", "Must be 1.0.");
                break;
            case 1:
                ReadType(text);
                break;
            case 2:
                ReadSource(text, known);
                break;
            case 3:
                ReadId(text);
                break;
            case 4:
                Subject = known.Subject(text);
                if (Subject is null)
                {
                    Refuse(
                        "invalid-subject",
                        "Must be a referent, scheme:value in lower case, such as kvk:90000017; never a person.");
                }

                break;
            case 5:
                ReadTime(text, limits, now);
                break;
            case 6 when !text.SequenceEqual("application/json"u8):
                Refuse("not-in-list", "Must be application/json.");
                break;
            case 7:
                _dataSchema = text;
                break;
        }
    }

    private void ReadType(ReadOnlySpan<byte> text)
    {
        var type = text.Length <= EventLimits.KeyLengthMax ? FactTypes.Find(Encoding.UTF8.GetString(text)) : null;
        if (text.SequenceEqual(RecordOfReading))
            Refuse("reserved-type", "Is recorded here when somebody reads a dossier, and not taken from outside.");
        else if (type is null)
            Refuse("unknown-type", "Is no type of event; /v1/event-types lists them.");
        else if (type.IsOwn)
            Refuse("reserved-type", "Is recorded here by a person's decision, and not taken from outside.");
        else
            Type = type;
    }

    private void ReadSource(ReadOnlySpan<byte> text, KnownTexts known)
    {
        if (text.Length > EventLimits.KeyLengthMax)
            Refuse("too-long", $"May have at most {EventLimits.KeyLengthMax} characters.");
        else if ((Source = known.Source(text)) is null)
            Refuse("invalid-source", "Must be a URI reference, such as urn:example:permits.");
        else if (text.StartsWith(OwnSource))
            Refuse("reserved-source", "Is of this system itself; a sender has a source of its own.");
    }

    private void ReadId(ReadOnlySpan<byte> text)
    {
        var length = JsonText.CharacterCount(text);
        if (length > EventLimits.KeyLengthMax)
            Refuse("too-long", $"May have at most {EventLimits.KeyLengthMax} characters.");
        else if (length == 0)
            Refuse("too-short", "May not be empty.");
        else
            Id = Encoding.UTF8.GetString(text);
    }

    private void ReadTime(ReadOnlySpan<byte> text, EventLimits limits, DateTimeOffset now)
    {
        if (!Rfc3339.TryRead(text, out var time))
            Refuse("wrong-form", "Must be a moment with an offset, such as 2026-03-01T09:30:00Z (RFC 3339).");
        else if (time > now + limits.FutureTolerance)
            Refuse("time-in-future", "Is later than the clock here allows.");
        else if (time < limits.Floor)
            Refuse("time-too-early", $"Must not be before {limits.Floor:yyyy-MM-dd}.");
        else
            Time = time;
    }

    // What the data may be hangs on the type, which may come after it.
    private void ReadData()
    {
        if (Type is not null)
        {
            Data = AppendObject(FactShapes.For(Type));
            return;
        }

        _dataBegin = _reader;
        _isDataPutOff = true;
        PassOver();
    }

    private void PassOver()
    {
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;

        var depth = _reader.CurrentDepth;
        while (Next() && _reader.CurrentDepth > depth)
        {
            if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && !Descends())
                return;
        }
    }

    private void ReadPutOff()
    {
        if (!_dataSchema.IsEmpty && Type is not null
            && !_dataSchema.SequenceEqual(Encoding.UTF8.GetBytes(EventSchemas.UriOf(Type))))
            RefuseAt("dataschema", "not-in-list", $"Must be {EventSchemas.UriOf(Type)} or absent.");

        if (!_isDataPutOff)
            return;

        _reader = _dataBegin;
        Push(PathStep.Data);
        if (Type is null)
            Walk();
        else
            Data = AppendObject(FactShapes.For(Type));
        Pop();
    }

    private void RefuseMissingAttributes(uint seen)
    {
        for (var index = 0; index < Attributes.Length; index++)
        {
            var isRequired = index is < RequiredAttributes or DataAttribute;
            if (isRequired && (seen & (1u << index)) == 0)
                RefuseAt(Encoding.UTF8.GetString(Attributes[index]), "missing-member", "Is required.");
        }
    }
}
