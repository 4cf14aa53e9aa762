import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Finding } from './sources.ts';

type Schema = Readonly<Record<string, unknown>>;

const place = fileURLToPath(new URL('../apps/server/answers.json', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What every question answers, as JSON Schema, read from the types that the compiler infers from the questions' own
 * functions: there is no second description of their shapes. `apps/server/answers.json` keeps it for the server.
 */
function answersOf(): Readonly<Record<string, Schema>> {
  const config = ts.readConfigFile(`${root}/tsconfig.server.json`, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const questions = fileNames.filter(
    (file) => /\/(programme|kernel\/server)\//.test(file) && !/\.test\.ts$/.test(file),
  );
  const program = ts.createProgram(questions, { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const out: Record<string, Schema> = {};
  const visit = (node: ts.Node): void => {
    const name = ts.isCallExpression(node) || ts.isObjectLiteralExpression(node) ? questionNamed(node) : null;
    const value = name && answerType(checker, node as ts.Expression);
    if (name && value) out[name] = schemaOf(checker, value, node, []);
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (questions.includes(file.fileName)) visit(file);
  return Object.fromEntries(Object.entries(out).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `question({ name: 'people.producer', … })`, or the object alone where it stands as a question. */
function questionNamed(node: ts.CallExpression | ts.ObjectLiteralExpression): string | null {
  if (ts.isCallExpression(node) && node.expression.getText() !== 'question') return null;
  const object = ts.isCallExpression(node) ? node.arguments[0] : node;
  if (!object || !ts.isObjectLiteralExpression(object) || (node === object && ts.isCallExpression(node.parent)))
    return null;
  const field = (name: string) => object.properties.find((p) => p.name?.getText() === name);
  const named = field('name');
  if (!field('answer') || !named || !ts.isPropertyAssignment(named) || !ts.isStringLiteral(named.initializer))
    return null;
  return named.initializer.text;
}

/** What its `answer` resolves to. */
function answerType(checker: ts.TypeChecker, of: ts.Expression): ts.Type | null {
  const answer = checker.getTypeAtLocation(of).getProperty('answer');
  const [signature] = answer ? checker.getTypeOfSymbolAtLocation(answer, of).getCallSignatures() : [];
  return signature ? (checker.getAwaitedType(signature.getReturnType()) ?? null) : null;
}

function schemaOf(checker: ts.TypeChecker, type: ts.Type, at: ts.Node, above: readonly ts.Type[]): Schema {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never)) return {};
  if (type.isUnion()) return unionOf(checker, type, at, above);
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
  if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  if (type.isIntersection()) {
    const plain = type.types.find((t) => t.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike));
    if (plain) return schemaOf(checker, plain, at, above);
  }
  // Something that holds itself is said once.
  if (above.includes(type) || above.length > 12) return {};
  const inside = [...above, type];
  if (checker.isTupleType(type)) {
    const items = checker.getTypeArguments(type as ts.TypeReference).map((t) => schemaOf(checker, t, at, inside));
    return { type: 'array', prefixItems: items };
  }
  const element = checker.isArrayLikeType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
  if (element) return { type: 'array', items: schemaOf(checker, element, at, inside) };
  return objectOf(checker, type, at, inside);
}

function objectOf(checker: ts.TypeChecker, type: ts.Type, at: ts.Node, inside: readonly ts.Type[]): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const held = checker.getTypeOfSymbolAtLocation(property, at);
    if (held.getCallSignatures().length > 0) continue;
    properties[property.name] = schemaOf(checker, held, at, inside);
    if (!(property.flags & ts.SymbolFlags.Optional) && !maybeUndefined(held)) required.push(property.name);
  }
  const rest = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  return {
    type: 'object',
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...(rest ? { additionalProperties: schemaOf(checker, rest, at, inside) } : {}),
  };
}

const maybeUndefined = (type: ts.Type): boolean =>
  type.isUnion() && type.types.some((part) => part.flags & ts.TypeFlags.Undefined);

/** JSON leaves out what is undefined; null stays. */
function unionOf(checker: ts.TypeChecker, type: ts.UnionType, at: ts.Node, above: readonly ts.Type[]): Schema {
  const parts = type.types
    .filter((part) => !(part.flags & ts.TypeFlags.Undefined))
    .map((t) => schemaOf(checker, t, at, above));
  const seen = new Map(parts.map((part) => [JSON.stringify(part), part]));
  const both = '{"const":true}';
  if (seen.has(both) && seen.delete('{"const":false}')) seen.set(both, { type: 'boolean' });
  // The compiler orders the parts of a union by when it met them.
  const kept = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
  if (kept.some((part) => Object.keys(part).length === 0)) return {};
  if (kept.length === 1) return kept[0] as Schema;
  if (kept.every((part) => 'const' in part)) return { enum: kept.map((part) => part['const']) };
  if (kept.every((part) => Object.keys(part).join() === 'type')) return { type: kept.map((part) => part['type']) };
  return { anyOf: kept };
}

/** Keeps what the server describes as the questions are; says when that had changed. */
export function answersKept(): Finding {
  const text = `${JSON.stringify(answersOf())}\n`;
  const same = existsSync(place) && readFileSync(place, 'utf8') === text;
  if (!same) writeFileSync(place, text);
  return { complaints: [], remark: same ? '' : 'apps/server/answers.json was old and is written anew: commit it' };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(answersKept().remark || 'answers.json is as it was');
