import type { Findings } from '../findings.ts';
import type { ProjectFiles } from '../project-files.ts';
import { folderOf, pathFrom } from '../project-path.ts';
import { type ConfigEntry, type ConfigNode, entryOf, type MapNode } from './config-node.ts';
import { INCLUDE, MAX_SIZE, type ReadConfig, readConfig } from './read-config.ts';

/** Maximum depth of inclusions, enough for any project. */
const MAX_INCLUSIONS = 20;

/**
 * Reads a file with all files that it includes. Entries of an included file are merged into the map that includes it; a
 * later entry of that map replaces an included one. Null if the file does not exist, or if it has a problem, which is
 * then among the findings.
 */
export function loadConfig(files: ProjectFiles, file: string, findings: Findings): MapNode | null {
  return new ConfigReader(files).load(file, findings).root;
}

export interface LoadedConfig {
  readonly root: MapNode | null;
  /** The `size` of all files that were read: the file and its inclusions. */
  readonly size: number;
}

/** Loads files of a project as `loadConfig` does, but parses each file only once. */
export class ConfigReader {
  readonly #files: ProjectFiles;
  readonly #parsed = new Map<string, ReadConfig>();

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  load(file: string, findings: Findings): LoadedConfig {
    const loader = new FileLoader(this, findings);
    return { root: loader.load(file, []), size: loader.size };
  }

  /** Undefined if there is no such file. */
  parse(file: string): ReadConfig | undefined {
    const cached = this.#parsed.get(file);
    if (cached) return cached;
    const text = this.#files.read(file);
    if (text === undefined) return undefined;
    const parsed = readConfig(text, file);
    this.#parsed.set(file, parsed);
    return parsed;
  }
}

class FileLoader {
  size = 0;
  readonly #reader: ConfigReader;
  readonly #findings: Findings;

  constructor(reader: ConfigReader, findings: Findings) {
    this.#reader = reader;
    this.#findings = findings;
  }

  /** `including`: the files whose inclusions lead to this file. */
  load(file: string, including: readonly string[]): MapNode | null {
    const parsed = this.#reader.parse(file);
    if (!parsed) return null;
    const { root, findings, size } = parsed;
    this.size += size;
    this.#findings.add(findings);
    return root && this.#loadMap(root, [...including, file]);
  }

  #loadMap(map: MapNode, including: readonly string[]): MapNode {
    const built = new Map<string, ConfigEntry>();
    for (const entry of map.entries) {
      if (entry.key !== INCLUDE) {
        built.set(entry.key, { ...entry, value: this.#loadNode(entry.value, including) });
        continue;
      }
      for (const included of this.#loadIncluded(entry, including)?.entries ?? []) {
        const existing = built.get(included.key);
        const value = existing ? merged(existing.value, included.value) : included.value;
        built.set(included.key, { ...included, value });
      }
    }
    return { ...map, entries: [...built.values()] };
  }

  #loadNode(node: ConfigNode, including: readonly string[]): ConfigNode {
    if (node.kind === 'list') return { ...node, items: node.items.map((item) => this.#loadNode(item, including)) };
    return node.kind === 'map' ? this.#loadMap(node, including) : node;
  }

  #loadIncluded({ at, value }: ConfigEntry, including: readonly string[]): MapNode | null {
    const name = value.kind === 'scalar' ? String(value.value ?? '') : '';
    // The path must not leave the folder of the including file.
    const folder = folderOf(at.file);
    const path = pathFrom(folder, name, folder);
    const fail = (code: string, params = {}) => {
      this.#findings.error(at, code, { name, ...params });
      return null;
    };
    if (name === '') return fail('workflow_include_invalid');
    if (path === undefined) return fail('workflow_path_outside');
    if (including.includes(path)) return fail('workflow_include_circle', { path: [...including, path].join(' → ') });
    if (including.length > MAX_INCLUSIONS) return fail('workflow_includes_too_deep', { max: MAX_INCLUSIONS });
    if (this.size > MAX_SIZE) return fail('workflow_includes_too_large', { max: MAX_SIZE });
    if (!this.#reader.parse(path)) return fail('workflow_file_missing', { path });
    return this.load(path, including);
  }
}

function merged(before: ConfigNode, added: ConfigNode): ConfigNode {
  if (before.kind !== 'map' || added.kind !== 'map') return added;
  const entries = new Map(before.entries.map((entry) => [entry.key, entry]));
  for (const entry of added.entries) {
    const existing = entryOf(before, entry.key);
    entries.set(entry.key, existing ? { ...entry, value: merged(existing.value, entry.value) } : entry);
  }
  return { ...before, entries: [...entries.values()] };
}
