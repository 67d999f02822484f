namespace Supervision.Grains.Streaming;

/// <summary>Many calls, a bounded number of them at once.</summary>
internal static class Waves
{
    public static async Task ForEach<T>(IReadOnlyList<T> items, int atOnce, Func<T, Task> call)
    {
        var running = new List<Task>(Math.Min(atOnce, items.Count));
        for (var start = 0; start < items.Count; start += atOnce)
        {
            running.Clear();
            for (var index = start; index < Math.Min(start + atOnce, items.Count); index++)
                running.Add(call(items[index]));

            await Task.WhenAll(running);
        }
    }
}
