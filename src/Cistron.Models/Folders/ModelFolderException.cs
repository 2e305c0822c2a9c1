namespace Cistron.Models.Folders;

/// <summary>A model folder cannot be used. The message names the folder or file, what is wrong, and what to do.</summary>
public sealed class ModelFolderException(string message) : Exception(message);
