using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;

namespace Supervision.Sql.Accounts;

/// <summary>Readings noted beside the accounts, on whichever database they are.</summary>
/// <remarks>In a table of their own: a server of before there was one never meets a note that it cannot read.</remarks>
internal sealed class ReadNotes(IServiceScopeFactory scopes) : IReadNotes
{
    public async Task Add(ReadNote note, CancellationToken cancellation)
    {
        try
        {
            await Run(context =>
            {
                context.ReadNotes.Add(ReadNoteRow.Of(note));
                return context.SaveChangesAsync(cancellation);
            });
        }
        catch (DbUpdateException failure)
        {
            throw new StoreUnavailableException("The reading cannot be recorded at this moment.", failure);
        }
    }

    public Task<ImmutableArray<ReadNote>> Oldest(CancellationToken cancellation) =>
        Run<ImmutableArray<ReadNote>>(async context =>
        [
            .. (await context.ReadNotes.AsNoTracking().OrderBy(row => row.At).ThenBy(row => row.Id)
                .Take(IReadNotes.TakeMax).ToListAsync(cancellation)).Select(row => row.ToNote()),
        ]);

    public Task Remove(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        string[] texts = [.. ids.Select(ReadNoteRow.TextOf)];
        return Run(context =>
            context.ReadNotes.Where(row => texts.Contains(row.Id)).ExecuteDeleteAsync(cancellation));
    }

    private async Task<T> Run<T>(Func<AccountContext, Task<T>> query)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<AccountContext>());
    }
}

/// <summary>A row of the readings that were noted.</summary>
internal sealed class ReadNoteRow
{
    public required string Id { get; set; }

    public required long At { get; set; }

    public required string Read { get; set; }

    public static ReadNoteRow Of(ReadNote note) => new()
    {
        Id = TextOf(note.Id),
        At = note.At.ToUnixTimeMilliseconds(),
        Read = note.Read.ToText(),
    };

    public static string TextOf(Guid id) => id.ToString("N", CultureInfo.InvariantCulture);

    public static void Map(EntityTypeBuilder<ReadNoteRow> note)
    {
        note.ToTable("read_note");
        note.HasKey(row => row.Id);
        note.Property(row => row.Id).HasColumnName("id");
        note.Property(row => row.At).HasColumnName("at");
        note.Property(row => row.Read).HasColumnName("read");
    }

    public ReadNote ToNote() => new(
        Guid.ParseExact(Id, "N"), DateTimeOffset.FromUnixTimeMilliseconds(At), DossierRead.FromText(Read));
}
