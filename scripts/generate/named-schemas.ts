import ts from "typescript";

/**
 * Declares each schema under its own name, in front of the other types. An editor then shows `JobTokenScope`; it would show all
 * properties of a type that is only a property of `components["schemas"]`.
 */
export function nameSchemas(nodes: readonly ts.Node[]): ts.Node[] {
  const declarations: ts.Node[] = [];

  const nameSchema = (member: ts.TypeElement): ts.TypeElement => {
    if (!ts.isPropertySignature(member) || member.type === undefined) return member;
    if (!ts.isIdentifier(member.name)) return member;
    declarations.push(declare(member.name, member.type, member));
    const reference = ts.factory.createTypeReferenceNode(member.name);
    return ts.factory.createPropertySignature(undefined, member.name, member.questionToken, reference);
  };
  const nameAll = (member: ts.TypeElement): ts.TypeElement => {
    const isSchemas = member.name !== undefined && textOf(member.name) === "schemas";
    if (!isSchemas || !ts.isPropertySignature(member)) return member;
    if (member.type === undefined || !ts.isTypeLiteralNode(member.type)) return member;
    const literal = ts.factory.createTypeLiteralNode(member.type.members.map(nameSchema));
    return ts.factory.createPropertySignature(undefined, member.name, undefined, literal);
  };
  const named = nodes.map((node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== "components") return node;
    const members = node.members.map(nameAll);
    return ts.factory.createInterfaceDeclaration(node.modifiers, node.name, undefined, undefined, members);
  });
  return [...declarations, ...named];
}

/** An interface for an object, and an alias for another type, with the comment of the schema. */
function declare(name: ts.Identifier, type: ts.TypeNode, schema: ts.Node): ts.Node {
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const declaration = ts.isTypeLiteralNode(type)
    ? ts.factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, type.members)
    : ts.factory.createTypeAliasDeclaration(modifiers, name, undefined, type);
  return ts.setSyntheticLeadingComments(declaration, ts.getSyntheticLeadingComments(schema));
}

function textOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}
