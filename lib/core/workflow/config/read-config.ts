import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
  visit,
  type YAMLError,
} from 'yaml';
import type { WorkflowFinding } from '../finding.ts';
import { MAX_FINDINGS } from '../findings.ts';
import type { ConfigEntry, ConfigNode, ConfigScalar, MapNode, Place } from './config-node.ts';
import { type IndentedText, indentInterrupted } from './low-lines.ts';
import { resolveScalar } from './scalar.ts';

/** The key of an inclusion, whose value is the path of the included file. */
export const INCLUDE = '!include';

export interface ReadConfig {
  /** Null if there are findings, as for a file without a map. */
  readonly root: MapNode | null;
  readonly findings: readonly WorkflowFinding[];
  /** Characters of all its values, and NODE_SIZE for each value. */
  readonly size: number;
}

/** Maximum number of characters of a file. */
const MAX_LENGTH = 1_000_000;
const MAX_LEVELS = 100;
/** Maximum `size` of a file with its inclusions. Aliases and inclusions are copied, so it could grow endlessly. */
export const MAX_SIZE = 3_000_000;
/** What each value adds to `size` besides the length of its text. */
const NODE_SIZE = 15;

/** Reads YAML as digdag does: 1.2 with digdag's own scalars, unique keys, and `!include : path` as an entry. */
export function readConfig(text: string, file: string): ReadConfig {
  if (text.length > MAX_LENGTH) {
    const at = { file, line: 1, column: 1 };
    const finding = { ...at, level: 'error', code: 'workflow_file_too_long', params: { max: MAX_LENGTH } } as const;
    return { root: null, findings: [finding], size: 0 };
  }
  const includes = new NumberedIncludes(text);
  const { document, lines, added } = parse(includes.source);
  const report = new Report(file, lines, added);
  // The first problem is the cause of the others.
  const [problem] = document.errors;
  if (problem) {
    const { code, params } = problemOf(problem);
    report.add(problem.pos[0], code, params);
    return { root: null, findings: report.findings, size: 0 };
  }
  const reader = new NodeReader(document, includes, report);
  const root = reader.read(document.contents as Node | null, 0, 0);
  const { findings } = report;
  if (findings.length === 0 && root?.kind !== 'map') report.add(0, 'workflow_mapping_expected');
  const isValid = findings.length === 0 && root?.kind === 'map';
  return { root: isValid ? root : null, findings, size: reader.size };
}

interface Parsed extends Pick<IndentedText, 'added'> {
  readonly document: Document.Parsed;
  /** Of the text with the added spaces. */
  readonly lines: LineCounter;
}

/** Maximum number of characters that are parsed again to indent low lines. */
const MAX_REPARSED = 5_000_000;

/** Parses a file, with its low lines indented. */
function parse(source: string): Parsed {
  let current: IndentedText = { text: source, added: new Map() };
  for (let reparsed = 0; ; reparsed += current.text.length) {
    const lines = new LineCounter();
    // Scalars stay text, and repeated keys and unknown tags are allowed: NodeReader handles them.
    const document = parseDocument(current.text, {
      lineCounter: lines,
      schema: 'failsafe',
      resolveKnownTags: false,
      prettyErrors: false,
      uniqueKeys: false,
      strict: true,
      merge: false,
    });
    const indented = reparsed > MAX_REPARSED ? undefined : indentInterrupted(current, document);
    if (!indented) return { document, lines, added: current.added };
    current = indented;
  }
}

/** The findings in a file, whose places are given as offsets into its parsed text. */
class Report {
  readonly findings: WorkflowFinding[] = [];
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #added: IndentedText['added'];

  constructor(file: string, lines: LineCounter, added: IndentedText['added']) {
    this.#file = file;
    this.#lines = lines;
    this.#added = added;
  }

  placeAt(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#file, line, column: Math.max(1, col - (this.#added.get(line) ?? 0)) };
  }

  add(offset: number, code: string, params: WorkflowFinding['params'] = {}): void {
    if (this.findings.length < MAX_FINDINGS)
      this.findings.push({ ...this.placeAt(offset), level: 'error', code, params });
  }

  /** Adds a finding unless the file already has one with this code. */
  addOnce(offset: number, code: string, params: WorkflowFinding['params']): void {
    if (!this.findings.some((finding) => finding.code === code)) this.add(offset, code, params);
  }
}

/** Reads the nodes of a document. A missing node has the place `offset`, where the node around it begins. */
class NodeReader {
  /** The size of all values so far. */
  size = 0;
  readonly #aliased: ReadonlyMap<Alias, Node | undefined>;
  readonly #includes: NumberedIncludes;
  readonly #report: Report;

  constructor(document: Document, includes: NumberedIncludes, report: Report) {
    this.#aliased = aliasedNodes(document);
    this.#includes = includes;
    this.#report = report;
  }

  read(node: Node | null, level: number, offset: number): ConfigNode | undefined {
    const start = node?.range?.[0] ?? offset;
    this.size += NODE_SIZE + (isScalar(node) ? String(node.value ?? '').length : 0);
    if (this.size > MAX_SIZE || level > MAX_LEVELS) {
      this.#report.addOnce(start, 'workflow_file_too_complex', { max: MAX_LEVELS });
      return undefined;
    }
    const at = this.#report.placeAt(start);
    if (node === null) return { kind: 'scalar', at, value: null };
    if (node.tag !== undefined && !KNOWN_TAGS.includes(node.tag)) {
      this.#report.add(start, 'workflow_tag_unsupported', { tag: node.tag });
      return undefined;
    }
    if (isAlias(node)) return this.#readAliased(node, level, offset);
    if (isScalar(node)) return { kind: 'scalar', at, value: this.#includes.restored(scalarOf(node)) };
    if (isSeq(node)) {
      const items = node.items.map((item) => this.read(item as Node | null, level + 1, start));
      return { kind: 'list', at, items: items.filter((item) => item !== undefined) };
    }
    return isMap(node) ? { kind: 'map', at, entries: this.#entriesOf(node.items, level, offset) } : undefined;
  }

  #readAliased(alias: Alias, level: number, offset: number): ConfigNode | undefined {
    const node = this.#aliased.get(alias);
    if (node) return this.read(node, level + 1, offset);
    this.#report.add(alias.range?.[0] ?? offset, 'workflow_alias_unknown', { name: alias.source });
    return undefined;
  }

  #entriesOf(pairs: readonly unknown[], level: number, offset: number): readonly ConfigEntry[] {
    const seen = new Set<string>();
    return pairs.flatMap((pair) => {
      if (!isPair<Node, Node | null>(pair)) return [];
      const start = pair.key.range?.[0] ?? offset;
      const key = keyOf(pair.key);
      if (key === undefined) {
        this.#report.add(start, 'workflow_key_invalid');
        return [];
      }
      if (key === '<<') return this.#mergedEntries(pair.value, level, start).filter((entry) => !seen.has(entry.key));
      if (seen.has(key)) this.#report.add(start, 'workflow_key_twice', { name: key });
      seen.add(key);
      const value = this.read(pair.value, level + 1, start);
      if (!value) return [];
      return [{ key: this.#includes.restored(key), at: this.#report.placeAt(start), value }];
    });
  }

  /** `<<: *other` puts the entries of a map here. Entries of the map around it have priority, wherever they are. */
  #mergedEntries(value: Node | null, level: number, offset: number): readonly ConfigEntry[] {
    const merged = this.read(value, level + 1, offset);
    if (merged?.kind === 'map') return merged.entries;
    this.#report.add(offset, 'workflow_merge_invalid');
    return [];
  }
}

/**
 * The node of each alias: YAML allows several nodes with one anchor, and an alias refers to the last of them before it.
 * One pass finds the nodes of all aliases, whereas `Alias.resolve` searches the whole document for each.
 */
function aliasedNodes(document: Document): ReadonlyMap<Alias, Node | undefined> {
  const anchored = new Map<string, Node>();
  const aliased = new Map<Alias, Node | undefined>();
  visit(document as Document.Parsed, {
    Node(_, node) {
      if (isAlias(node)) aliased.set(node, anchored.get(node.source));
      else if (node.anchor !== undefined) anchored.set(node.anchor, node);
    },
  });
  return aliased;
}

const KNOWN_TAGS: readonly string[] = ['tag:yaml.org,2002:str', 'tag:yaml.org,2002:map', 'tag:yaml.org,2002:seq'];

function scalarOf(node: Scalar): ConfigScalar {
  const text = String(node.value ?? '');
  return node.type === Scalar.PLAIN && node.tag === undefined ? resolveScalar(text) : text;
}

function keyOf(key: unknown): string | undefined {
  return isScalar(key) ? String(scalarOf(key)) : undefined;
}

/**
 * YAML would read `!include : path` as a tag on an empty key, or on the whole map if it comes first. Therefore each
 * `!include` is replaced by a numbered key, so that no two keys are equal. The key is as long as `!include`, so that
 * positions remain correct. A line of a text may look like an inclusion, too: `restored` undoes the replacement.
 */
class NumberedIncludes {
  readonly source: string;
  readonly #keys: RegExp;

  constructor(text: string) {
    const mark = MARKS.find((candidate) => !text.includes(candidate)) ?? FIRST_MARK;
    const digits = INCLUDE.length - mark.length;
    let count = 0;
    this.source = text.replaceAll(
      /^([ \t]*)!include([ \t]*):(?=[ \t]|$)/gm,
      (_, indent: string, space: string) => `${indent}${mark}${String(count++).padStart(digits, '0')}${space}:`,
    );
    this.#keys = new RegExp(`${mark}\\d{${digits}}`, 'g');
  }

  restored<T extends ConfigScalar>(value: T): T | string {
    return typeof value === 'string' ? value.replaceAll(this.#keys, INCLUDE) : value;
  }
}

/** Private-use characters. The numbered keys begin with one that the file does not contain. */
const FIRST_MARK = '\ue000';
const MARKS = [FIRST_MARK, '\ue001', '\ue002', '\ue003'];

/**
 * The parser's error without its excerpt of the file. The parser overflows the stack if values are nested too deeply.
 */
function problemOf({ code, message }: YAMLError): Pick<WorkflowFinding, 'code' | 'params'> {
  if (code === 'MULTIPLE_DOCS') return { code: 'workflow_yaml_documents', params: {} };
  if (message.includes('call stack')) return { code: 'workflow_file_too_complex', params: { max: MAX_LEVELS } };
  return { code: 'workflow_yaml_invalid', params: { problem: message.split(/ at line|:\n/)[0] ?? code } };
}
