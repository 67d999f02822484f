namespace Supervision.Gateway.OpenApi;

/// <summary>What a type is called in the document: its own name, and for a page of items <c>ItemPage</c>.</summary>
internal static class SchemaNames
{
    public static string Of(Type type) => type.IsGenericType
        ? string.Concat(type.GetGenericArguments().Select(Of)) + type.Name.Split('`')[0]
        : type.Name;
}
