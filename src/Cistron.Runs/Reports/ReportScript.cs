using System.Security.Cryptography;
using System.Text;
using Cistron.Runs.Plots.Drawing;

namespace Cistron.Runs.Reports;

/// <summary>
/// The conveniences of a page: copy buttons and a theme switch. The page allows this script alone, by its hash, so that
/// none that came in with the data could run.
/// </summary>
internal static class ReportScript
{
    public static Markup Code { get; } = Write();

    /// <summary>The SHA-256 of the script in base 64, as a content security policy wants it.</summary>
    public static string Hash { get; } =
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Code.ToString().TrimEnd('\n'))));

    private static Markup Write()
    {
        Markup script = new();
        script.AppendLine($$"""
            (() => {
              const button = (name, place, act) => {
                const made = document.createElement('button');
                made.type = 'button';
                made.textContent = name;
                made.addEventListener('click', () => act(made));
                place.append(made);
              };
              const select = element => getSelection().selectAllChildren(element);
              const copy = (text, element, pressed) => {
                const name = pressed.textContent;
                const done = said => {
                  pressed.textContent = said;
                  setTimeout(() => { pressed.textContent = name; }, 1500);
                };
                if (!navigator.clipboard) { select(element); done('Selected'); return; }
                navigator.clipboard.writeText(text).then(
                  () => done('Copied'),
                  () => { select(element); done('Selected'); });
              };
              for (const box of document.querySelectorAll('.command')) {
                const code = box.querySelector('code');
                button('Copy', box, pressed => copy(code.textContent, code, pressed));
              }
              for (const box of document.querySelectorAll('.table')) {
                const table = box.querySelector('table');
                const cells = row => [...row.cells].map(cell => cell.textContent.replace(/\s+/g, ' '));
                const text = () => [...table.rows].map(row => cells(row).join('\t') + '\n').join('');
                button('Copy as TSV', box, pressed => copy(text(), table, pressed));
              }
              const root = document.documentElement;
              button('Light / dark', document.querySelector('header'), () => {
                const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
                const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark;
                root.dataset.theme = isDark ? 'light' : 'dark';
              });
            })();
            """);
        return script;
    }
}
