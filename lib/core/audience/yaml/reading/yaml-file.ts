import type { z } from 'zod';
import { inputError } from '../../../connector/parameters.ts';
import type { Finding, ReadFile } from '../finding.ts';
import type { Shape } from './shape.ts';
import { parseYaml, type TextProblem, yamlOf } from './yaml-text.ts';
import { Reading, YamlValue } from './yaml-value.ts';

/** A kind of file: its shape, and the schema of its content. */
export interface FileKind<Content> {
  readonly shape: Shape;
  readonly schema: z.ZodType<Content>;
}

/** Reads a file. Its problems are returned, not thrown. */
export function readFile<Content>(kind: FileKind<Content>, text: string, file: string): ReadFile<Content> {
  const { root, lines, problems } = parseYaml(text);
  const positionAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const findingIn = ({ offset, code, params }: TextProblem): Finding => ({ file, ...positionAt(offset), code, params });
  const refused = (reasons: readonly TextProblem[]) => ({ findings: reasons.map(findingIn) });
  if (problems.length > 0) return refused(firstProblems(problems));
  const reading = new Reading();
  const yaml = new YamlValue(reading, root, { offset: root?.range?.[0] ?? 0, path: [] });
  if (!yaml.isMap) return refused([{ offset: yaml.at.offset, code: 'yaml_mapping_expected', params: {} }]);
  const content = kind.shape.read(yaml);
  const parsed = kind.schema.safeParse(content);
  for (const issue of parsed.error?.issues ?? []) reportIssue(reading, content, issue);
  if (!parsed.success || reading.problems.length > 0) return refused(firstProblems(reading.problems));
  const positionOf = (pointer: string) => positionAt(reading.placeOf(content, stepsOf(pointer)).offset);
  return { file, content: parsed.data, positionOf };
}

export function formatFile({ shape }: Pick<FileKind<unknown>, 'shape'>, content: object): string {
  return yamlOf(shape.write(content));
}

function reportIssue(reading: Reading, content: unknown, issue: z.core.$ZodIssue): void {
  if (issue.code === 'unrecognized_keys') {
    for (const name of issue.keys)
      reading.report('yaml_key_unexpected', reading.placeOf(content, [...issue.path, name]), { name });
    return;
  }
  const inner = issue.code === 'invalid_union' ? closestMember(issue.errors) : undefined;
  if (inner) {
    for (const innerIssue of inner)
      reportIssue(reading, content, { ...innerIssue, path: [...issue.path, ...innerIssue.path] });
    return;
  }
  const { code, params } = inputError(issue, content);
  // `report` sets `field` to the path of keys in the file.
  const { field: _, ...otherParams } = params;
  const isMissing = issue.code !== 'custom' && !code.endsWith('_required') && !isGiven(content, issue.path);
  reading.report(isMissing ? 'input_required' : code, reading.placeOf(content, issue.path), otherParams);
}

/** The issues of the union member that was probably meant: it knows all given keys, and only their values are wrong. */
function closestMember(members: readonly z.core.$ZodIssue[][]): readonly z.core.$ZodIssue[] | undefined {
  return members.find((issues) => issues.every(({ code, path }) => code !== 'unrecognized_keys' && path.length > 0));
}

function isGiven(content: unknown, path: readonly PropertyKey[]): boolean {
  const part = path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null)?.[step], content);
  return part !== undefined;
}

/** Maximum number of findings of a file, because a person would not read more. */
const MAX_FINDINGS = 1000;

/** The first problems by position, each once. */
function firstProblems(problems: readonly TextProblem[]): readonly TextProblem[] {
  const unique = new Map(
    problems.map((problem) => [`${problem.offset} ${problem.code} ${JSON.stringify(problem.params)}`, problem]),
  );
  return [...unique.values()].sort((a, b) => a.offset - b.offset).slice(0, MAX_FINDINGS);
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
