import ts from "typescript";

/** A type, and the name of the component or operation that it is, such as `schemas/Project` or `getProject`. */
export interface NamedType {
  readonly type: ts.Type;
  readonly name: string | undefined;
}

/** A property of an object type. */
export interface Field extends NamedType {
  readonly isOptional: boolean;
}

/** The types that are generated from two documents, in one TypeScript program, which can compare them. */
export interface TypePair {
  /** The exported types (`paths`, `components`, …) of the document before and of that after. */
  readonly documents: readonly [ReadonlyMap<string, ts.Type>, ReadonlyMap<string, ts.Type>];
  readonly checker: ts.TypeChecker;
  /** The fields of an object type. Those that cannot have a value (`put?: never`) are left out. */
  readonly fieldsOf: (type: ts.Type | undefined) => ReadonlyMap<string, Field>;
  /** The type of the fields of an object that have no name of their own. */
  readonly restOf: (type: ts.Type) => NamedType | undefined;
  /** The type of an array's items. */
  readonly itemOf: (type: ts.Type) => NamedType | undefined;
  readonly named: (type: ts.Type) => NamedType;
  readonly print: (types: readonly ts.Type[]) => string;
}

const options: ts.CompilerOptions = {
  lib: ["lib.es5.d.ts"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ESNext,
};

/**
 * Reads generated types.
 *
 * @param before What openapi-typescript generated from one document.
 * @param after What it generated from a later one.
 */
export function readTypes(before: string, after: string): TypePair {
  const parse = (name: string, text: string) => ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
  const files = [parse("/before.ts", before), parse("/after.ts", after)] as const;
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    files.find(({ fileName }) => fileName === name) ?? readFile(name, ...rest);
  const program = ts.createProgram({ rootNames: files.map(({ fileName }) => fileName), options, host });
  const checker = program.getTypeChecker();
  const names = new Map<ts.Type, string>();

  const named = (type: ts.Type): NamedType => ({ type, name: names.get(type) });
  const fieldsOf = (type: ts.Type | undefined) => {
    const symbols = type === undefined ? [] : checker.getPropertiesOfType(type);
    const fields = symbols.map((symbol) => [symbol.name, toField(symbol)] as const);
    return new Map(fields.filter(([, field]) => !isNever(field.type)));
  };
  const toField = (symbol: ts.Symbol): Field => {
    const [declaration, ...others] = symbol.declarations ?? [];
    const node = declaration && ts.isPropertySignature(declaration) ? declaration.type : undefined;
    // The type of the node lacks the `undefined` of an optional field.
    const isPlain = node !== undefined && others.length === 0;
    const type = isPlain ? checker.getTypeFromTypeNode(node) : checker.getTypeOfSymbol(symbol);
    const name = (isPlain ? componentOf(node) : undefined) ?? names.get(type);
    return { type, name, isOptional: (symbol.flags & ts.SymbolFlags.Optional) !== 0 };
  };
  const open = (file: ts.SourceFile) => {
    const module = checker.getSymbolAtLocation(file);
    const exports = module === undefined ? [] : checker.getExportsOfModule(module);
    const types = new Map(exports.map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]));
    for (const [id, { type }] of fieldsOf(types.get("operations"))) names.set(type, id);
    for (const [kind, { type: components }] of fieldsOf(types.get("components"))) {
      for (const [name, { type, name: reference }] of fieldsOf(components)) {
        // Types such as `string`, an array, `Record` or another component are not the component's own.
        const isOwn = isObject(type) && !checker.isArrayType(type) && type.aliasSymbol?.name !== "Record";
        if (isOwn && reference === undefined && !names.has(type)) names.set(type, `${kind}/${name}`);
      }
    }
    return types;
  };

  return {
    documents: [open(files[0]), open(files[1])],
    checker,
    fieldsOf,
    named,
    restOf: (type) => {
      const [index] = checker.getIndexInfosOfType(type);
      return index === undefined || isNever(index.type) ? undefined : named(index.type);
    },
    itemOf: (type) => {
      if (!checker.isArrayType(type)) return undefined;
      const [item] = checker.getTypeArguments(type as ts.TypeReference);
      return item && named(item);
    },
    print: (types) => {
      const texts = types.map((type) => names.get(type) ?? checker.typeToString(type));
      return texts.join(", ").replace("false, true", "boolean");
    },
  };
}

/** Whether a type is an object, an array, or the combination of several objects. */
export function isObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

function isNever(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Never) !== 0;
}

/** The component that a type such as `components["parameters"]["Page"]` refers to. */
function componentOf(node: ts.TypeNode): string | undefined {
  const [, kind, name] = /^components\["(\w+)"\]\["([^"]+)"\]$/.exec(node.getText()) ?? [];
  return name && `${kind}/${name}`;
}
