using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Cistron.Runs.Reports;
using Cistron.Runs.Tests.Plots;

namespace Cistron.Runs.Tests.Reports;

public sealed class ReportPageTests
{
    [Fact]
    public void A_page_holds_everything_it_shows_and_asks_nothing_of_the_network()
    {
        string html = Page("").ToHtml();

        foreach (string request in new[] { "http://", "https://", "url(", " src=", "@import" })
            Assert.DoesNotContain(request, html, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_any_kind_stays_text()
    {
        XElement plain = Parse(Page(""));
        string[] labels =
            ["<script>alert(1)</script>", "\"><img onerror=x>", "</style></title></svg>", "\0\u001b\ud800", "`</code>"];

        foreach (string label in labels)
        {
            XElement hostile = Parse(Page(label));

            Assert.Single(hostile.Descendants("script"));
            Assert.Equal(plain.Descendants("section").Count(), hostile.Descendants("section").Count());
            Assert.Empty(hostile.Descendants("img"));
            Assert.Single(hostile.Descendants("h1"));
        }
    }

    [Fact]
    public void Only_the_script_of_the_page_itself_may_run()
    {
        XElement html = Parse(Page(""));
        string script = html.Descendants("script").Single().Value;

        string policy = html.Descendants("meta").Single(meta => meta.Attribute("http-equiv") != null)
            .Attribute("content")!.Value;

        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.Contains($"'sha256-{hash}'", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_can_be_read_without_seeing_it()
    {
        XElement html = Parse(Page(""));

        Assert.Equal("en", html.Attribute("lang")?.Value);
        Assert.All(html.Descendants("section"), section =>
            Assert.Equal(section.Attribute("aria-labelledby")?.Value, section.Element("h2")?.Attribute("id")?.Value));
        Assert.All(html.Descendants("figure"), figure => Assert.NotNull(figure.Element("figcaption")));
        Assert.All(html.Descendants("svg").Where(svg => svg.Attribute("role")?.Value == "img"), svg =>
            Assert.NotNull(svg.Element("title")));
        Assert.All(html.Descendants("th"), head => Assert.NotNull(head.Attribute("scope")));
        string[] targets = [.. html.Descendants("h2").Select(heading => "#" + heading.Attribute("id")?.Value)];
        Assert.Equal(targets, html.Descendants("nav").Descendants("a").Select(link => link.Attribute("href")?.Value));
        Assert.Single(html.Descendants("main"));
    }

    [Fact]
    public void Stretches_between_backticks_are_code()
    {
        ReportPage page = new("Page", new ReportSection("One", new Paragraph("type `cistron demo` or ` alone")));

        XElement paragraph = Parse(page).Descendants("section").Single().Elements("p").Single();

        Assert.Equal("cistron demo", paragraph.Element("code")?.Value);
        Assert.Equal("type cistron demo or ` alone", paragraph.Value);
    }

    [Fact]
    public void A_command_is_shown_as_typed()
    {
        const string command = "./cistron predict \\\n  model=\"a & b\" <in.fa >out.tsv";

        ReportPage page = new("Page", new ReportSection("One", new CommandBlock(command)));

        Assert.Equal(command, Parse(page).Descendants("pre").Single().Value);
    }

    [Fact]
    public void A_table_refuses_a_row_with_another_number_of_cells()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new Table("Scores", [Column.Words("method"), Column.Numbers("MCC")], ["baseline", "0.6"], ["model"]));

        Assert.StartsWith(
            "Row 1 of the table 'Scores' has 1 cells for 2 columns.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_page_is_a_page() => Assert.Single(Parse(new ReportPage("")).Descendants("main"));

    private static ReportPage Page(string label) => new(
        label + "Report",
        new ReportSection(label + "Numbers",
            new Paragraph(label + "text with `code`"),
            Callout.Note(label + "note"),
            Callout.Warning(label + "warning"),
            new Table(
                label + "caption",
                [Column.Words(label + "method"), Column.Numbers(label + "MCC")],
                [label + "model", label + "0.7"])),
        new ReportSection(label + "Pictures",
            new Figures([.. SampleCharts.All(label, 0).Values
                .Select(chart => new Figure(chart.Draw(), label + "caption"))])),
        new ReportSection(label + "Commands",
            new CommandBlock(label + "./cistron demo", label + "Again"),
            new DefinitionList((label + "seed", label + "1"))))
    {
        Lead = label + "lead",
        Summary = [new KeyNumbers([new(label + "0.74", label + "MCC", label + "baseline 0.61")])],
        Footer = label + "footer",
    };

    /// <summary>The page as XML, which is stricter than HTML: an element that is not closed is an error.</summary>
    private static XElement Parse(ReportPage page)
    {
        using XmlReader reader = XmlReader.Create(
            new StringReader(page.ToHtml()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
