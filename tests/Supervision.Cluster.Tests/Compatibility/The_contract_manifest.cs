using System.Globalization;
using System.Reflection;
using System.Text;
using Orleans.CodeGeneration;
using Supervision.Contracts.Referents;
using Supervision.Grains;
using Supervision.Sql;
using Supervision.Tests;

namespace Supervision.Cluster.Tests.Compatibility;

/// <summary>
/// Everything that goes over the wire or into storage under a lasting name, one line each. While an upgrade rolls,
/// processes of two versions talk to each other; a line that changes or goes breaks that.
/// </summary>
public sealed class The_contract_manifest
{
    private const string Write = "SUPERVISION_WRITE_GOLDEN";

    private static readonly Assembly[] Assemblies =
    [
        typeof(Refusal).Assembly, typeof(IReferentGrain).Assembly, typeof(SupervisionOptions).Assembly,
        typeof(SqlOptions).Assembly,
    ];

    private static string Golden =>
        Path.Combine(Repository.Root, "tests", "Supervision.Cluster.Tests", "Golden", "contracts.txt");

    private static SortedSet<string> Now => new(
        Types.Where(IsMessage).SelectMany(LinesOfMessage)
            .Concat(Types.Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))
                .SelectMany(LinesOfInterface))
            .Concat(Types.Where(typeof(Grain).IsAssignableFrom).Select(type =>
                $"class {type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, type)}"))
            .Concat(EnumsInUse().SelectMany(LinesOfEnum)),
        StringComparer.Ordinal);

    private static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetTypes());

    [Fact]
    public void Keeps_every_line_that_was_ever_in_it()
    {
        var now = Now;
        var gone = File.ReadAllLines(Golden).Where(line => !now.Contains(line)).ToArray();

        Assert.True(
            gone.Length == 0,
            "A contract changed, or is gone, that processes and stored states of the version before still use:\n  "
            + string.Join("\n  ", gone)
            + "\nKeep it. A member: leave it, and add a new one with the next number. A method: leave it, add another "
            + "and raise [Version] of the interface. A word of an enum: leave its number. Only when no version that "
            + "has it can be running or have stored it may its line be taken out of contracts.txt by hand.");
    }

    [Fact]
    public void Has_a_line_for_everything()
    {
        var now = Now;
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
            AddToGolden(now);

        var unknown = now.Except(File.Exists(Golden) ? File.ReadAllLines(Golden) : []).ToArray();
        Assert.True(now.Count > 250, $"Only {now.Count} lines: reflection finds too little.");
        Assert.True(
            unknown.Length == 0,
            $"New contracts, which will have to last. If they are meant, run this test with {Write}=1, which adds "
            + "them, and look at the difference as at a change of the API:\n  " + string.Join("\n  ", unknown));
    }

    /// <summary>Only adds: what is no longer true is for a person to take out.</summary>
    private static void AddToGolden(IEnumerable<string> now)
    {
        var known = File.Exists(Golden) ? File.ReadAllLines(Golden) : [];
        var all = new SortedSet<string>(known.Concat(now), StringComparer.Ordinal);
        File.WriteAllText(Golden, string.Join('\n', all) + "\n", new UTF8Encoding(false));
    }

    private static bool IsMessage(Type type) => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null;

    private static IEnumerable<string> LinesOfMessage(Type type)
    {
        var name = type.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias;
        var kind = type.IsValueType ? "struct" : "class";
        var above = type.BaseType is { } parent && IsMessage(parent) ? $" : {NameOf(parent)}" : "";
        yield return $"message {name} ({kind}){above}";
        foreach (var member in MembersOf(type))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"message {name} {member.GetCustomAttribute<IdAttribute>()!.Id:00} {NameOf(TypeOf(member))}");
    }

    private static IEnumerable<string> LinesOfInterface(Type type)
    {
        var name = type.GetCustomAttribute<GrainInterfaceTypeAttribute>()!.GetGrainInterfaceType(null!, type);
        var version = type.GetCustomAttribute<VersionAttribute>()?.Version ?? 0;
        var key = type.GetInterfaces().Where(one => one.Name.EndsWith("Key", StringComparison.Ordinal))
            .Select(one => one.Name).Single();
        yield return $"interface {name} ({key}, version {version})";
        foreach (var method in type.GetMethods())
        {
            var alias = method.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias;
            var parameters = string.Join(
                ", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)));
            yield return $"interface {name}.{alias}({parameters}): {NameOf(method.ReturnType)}";
        }
    }

    private static IEnumerable<string> LinesOfEnum(Type type) => Enum.GetValues(type).Cast<object>().Select(value =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"enum {type.Name} {Convert.ToInt64(value, CultureInfo.InvariantCulture)} {value}"));

    private static IEnumerable<Type> EnumsInUse() => Types.Where(IsMessage).SelectMany(MembersOf)
        .SelectMany(member => Parts(TypeOf(member)))
        .Where(type => type.IsEnum && Assemblies.Contains(type.Assembly))
        .Distinct();

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type];

    private static IEnumerable<MemberInfo> MembersOf(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(member => member.GetCustomAttribute<IdAttribute>() is not null);

    private static Type TypeOf(MemberInfo member) =>
        member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return NameOf(inner) + "?";
        if (!type.IsGenericType)
            return type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? type.Name;

        var arguments = string.Join(", ", type.GetGenericArguments().Select(NameOf));
        return $"{type.Name.Split('`')[0]}<{arguments}>";
    }
}
