namespace Supervision.Gateway.Access.Pages;

/// <summary>How the pages look: plain, readable at any width, in light and dark.</summary>
internal static class StyleSheet
{
    public const string Path = "/sign-in/style.css";

    public const string Text =
        """
        :root { color-scheme: light dark; --ink: #1b1f24; --paper: #f4f5f7; --card: #fff; --line: #c9ced6;
                --accent: #154273; --accent-ink: #fff; --wrong: #a3150f; --wrong-paper: #fdecea; --soft: #5b6470; }
        @media (prefers-color-scheme: dark) {
            :root { --ink: #e8eaee; --paper: #14171b; --card: #1d2127; --line: #434a55; --accent: #8ab8ee;
                    --accent-ink: #0d1117; --wrong: #ff9a92; --wrong-paper: #3a1b19; --soft: #a3acb8; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
               font: 16px/1.5 system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
        main { max-width: 27rem; margin: 8vh auto 4rem; padding: 2rem; background: var(--card);
               border: 1px solid var(--line); border-radius: 8px; }
        .product { margin: 0; color: var(--soft); font-size: .875rem; }
        h1 { margin: 0 0 1.25rem; font-size: 1.5rem; line-height: 1.25; }
        label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
        input, select { width: 100%; padding: .6rem .7rem; font: inherit; color: inherit; background: var(--card);
                border: 1px solid var(--soft); border-radius: 4px; }
        input:focus-visible, select:focus-visible, button:focus-visible, a:focus-visible {
                outline: 3px solid var(--accent);
                outline-offset: 2px; }
        button, .button { display: block; width: 100%; margin-top: 1.5rem; padding: .7rem 1rem; font: inherit;
                font-weight: 600; text-align: center; text-decoration: none; color: var(--accent-ink);
                background: var(--accent); border: 1px solid var(--accent); border-radius: 4px; cursor: pointer; }
        .second { color: var(--accent); background: transparent; }
        a { color: var(--accent); }
        .wrong { padding: .75rem 1rem; color: var(--wrong); background: var(--wrong-paper);
                 border-left: 4px solid var(--wrong); border-radius: 4px; }
        .hint { margin: .25rem 0 0; color: var(--soft); font-size: .875rem; }
        .code { display: block; width: 11rem; height: 11rem; margin: 1rem auto; background: #fff; }
        .secret, .codes { padding: .75rem 1rem; font: 1rem/1.7 ui-monospace, "Liberation Mono", monospace;
                 background: var(--paper); border-radius: 4px; overflow-wrap: anywhere; }
        .codes { columns: 2; list-style: none; }
        dt { margin-top: .75rem; color: var(--soft); font-size: .875rem; }
        dd { margin: 0; }
        """;
}
