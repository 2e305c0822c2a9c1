using System.Text;

namespace Cistron.Runs.Recipes;

/// <summary>The YAML text of a recipe and the name under which messages speak of it, such as its path.</summary>
public sealed record RecipeText(string Name, string Yaml)
{
    /// <summary>A recipe may hold this many characters (and a recipe file this many bytes): 1 MiB.</summary>
    public const int MaximumLength = 1 << 20;

    /// <summary>Reads a recipe file (UTF-8, with or without a byte order mark).</summary>
    /// <exception cref="RecipeException">There is no such file, or it cannot be read, is larger than
    /// <see cref="MaximumLength"/> or is not UTF-8.</exception>
    public static RecipeText Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            // The length of a pipe or a device is not known before it is read, so the limit is on what was read.
            byte[] bytes = new byte[MaximumLength + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaximumLength)
                throw Unreadable(path, $"the recipe is larger than {MaximumLength} bytes");
            var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            return new RecipeText(path, utf8.GetString(bytes, 0, length).TrimStart('\uFEFF'));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(path, "there is no such recipe file");
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            throw Unreadable(path, "this is a folder and no recipe; name a YAML file, or write key=value");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, $"the recipe cannot be read: {e.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw Unreadable(path, "the recipe is not UTF-8 text");
        }
    }

    private static RecipeException Unreadable(string path, string sentence) => new([new RecipeFault(path, sentence)]);
}
