using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access.Changes;

namespace Supervision.Sql.Accounts;

/// <summary>Notes beside the accounts, on whichever database they are.</summary>
internal sealed class AccessNotes(IServiceScopeFactory scopes) : IAccessNotes
{
    public Task Add(AccessNote note, CancellationToken cancellation) => Run(context =>
    {
        context.Notes.Add(new NoteRow
        {
            Id = note.Id,
            At = note.At.ToUnixTimeMilliseconds(),
            Change = note.Change.ToText(),
        });
        return context.SaveChangesAsync(cancellation);
    });

    public Task<ImmutableArray<AccessNote>> Oldest(CancellationToken cancellation) =>
        Run<ImmutableArray<AccessNote>>(async context =>
        [
            .. (await context.Notes.AsNoTracking().OrderBy(row => row.At).ThenBy(row => row.Id)
                .Take(IAccessNotes.TakeMax).ToListAsync(cancellation))
                .Select(row => new AccessNote(
                    row.Id, DateTimeOffset.FromUnixTimeMilliseconds(row.At), AccessChanged.FromText(row.Change))),
        ]);

    public Task Remove(IReadOnlyCollection<string> ids, CancellationToken cancellation) => Run(context =>
        context.Notes.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation));

    private async Task<T> Run<T>(Func<AccountContext, Task<T>> query)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<AccountContext>());
    }
}

/// <summary>A row of the notes.</summary>
internal sealed class NoteRow
{
    public required string Id { get; set; }

    public required long At { get; set; }

    public required string Change { get; set; }

    public static void Map(EntityTypeBuilder<NoteRow> note)
    {
        note.ToTable("access_note");
        note.HasKey(row => row.Id);
        note.Property(row => row.Id).HasColumnName("id");
        note.Property(row => row.At).HasColumnName("at");
        note.Property(row => row.Change).HasColumnName("change");
    }
}
