import type { RevisionFiles } from '../view/project-view.ts';

type Files = ReadonlyMap<string, string>;

/** The files of a project while they are edited, by path. */
export interface ProjectDraft {
  readonly name: string;
  /** The revision that is edited; null for a project that does not exist yet. */
  readonly base: { readonly revision: number; readonly files: Files } | null;
  readonly files: Files;
  /** Increased by every change. */
  readonly version: number;
}

const NO_FILES: Files = new Map();

export function newDraft(name: string, files: Files): ProjectDraft {
  return { name, base: null, files, version: 0 };
}

export function draftOf(name: string, newest: RevisionFiles): ProjectDraft {
  const files = filesOf(newest);
  return { name, base: { revision: newest.revision, files }, files, version: 0 };
}

function filesOf({ files }: RevisionFiles): Files {
  return new Map(files.map(({ path, text }) => [path, text]));
}

/** Files that were added, changed or removed since the base, in order. */
export function changedPaths({ base, files }: ProjectDraft): readonly string[] {
  return differingPaths(base?.files ?? NO_FILES, files);
}

function differingPaths(before: Files, after: Files): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

function withFiles(draft: ProjectDraft, files: Files): ProjectDraft {
  return { ...draft, files, version: draft.version + 1 };
}

/** The draft with new texts for some files, which may not have existed before. */
export function withTexts(draft: ProjectDraft, texts: Files): ProjectDraft {
  return withFiles(draft, new Map([...draft.files, ...texts]));
}

export function withoutFile(draft: ProjectDraft, path: string): ProjectDraft {
  return withFiles(draft, new Map([...draft.files].filter(([existing]) => existing !== path)));
}

export function withRenamed(draft: ProjectDraft, path: string, newPath: string): ProjectDraft {
  const files = [...draft.files].map(([existing, text]) => [existing === path ? newPath : existing, text] as const);
  return withFiles(draft, new Map(files));
}

/** What is sent to be checked or saved: all paths, with the texts that differ from the base. */
export function draftRequestOf({ name, base, files }: ProjectDraft) {
  const sent = [...files].map(([path, text]) => (base?.files.get(path) === text ? { path } : { path, text }));
  return { name, base: base?.revision ?? null, files: sent };
}

/** The draft after `saved` was stored as a revision. Changes made since `saved` stay unsaved. */
export function savedAs(draft: ProjectDraft, saved: ProjectDraft, revision: number): ProjectDraft {
  return { ...draft, base: { revision, files: saved.files } };
}

/** What another person saved while a draft was edited. */
export interface OthersChanges {
  readonly revision: number;
  /** Files that the other person changed. */
  readonly theirs: readonly string[];
  /** Files that were changed both in the draft and by the other person, with different results. */
  readonly both: readonly string[];
  /** Files of the newest revision that the draft does not have. */
  readonly missing: readonly string[];
}

export function othersChanges(draft: ProjectDraft, newest: RevisionFiles): OthersChanges {
  const newestFiles = filesOf(newest);
  const theirs = differingPaths(draft.base?.files ?? NO_FILES, newestFiles);
  const ownPaths = new Set(changedPaths(draft));
  const both = theirs.filter((path) => ownPaths.has(path) && draft.files.get(path) !== newestFiles.get(path));
  const missing = [...newestFiles.keys()].filter((path) => !draft.files.has(path)).sort();
  return { revision: newest.revision, theirs, both, missing };
}

/** The draft with its own files, but based on the newest revision, which it replaces when it is saved. */
export function replacingNewest(draft: ProjectDraft, newest: RevisionFiles): ProjectDraft {
  return { ...withFiles(draft, draft.files), base: { revision: newest.revision, files: filesOf(newest) } };
}

/** The newest files with the draft's changes, which take precedence if another person changed the same file. */
export function rebased(draft: ProjectDraft, newest: RevisionFiles): ProjectDraft {
  const base = filesOf(newest);
  const files = new Map(base);
  for (const path of changedPaths(draft)) {
    const text = draft.files.get(path);
    if (text === undefined) files.delete(path);
    else files.set(path, text);
  }
  return { ...withFiles(draft, files), base: { revision: newest.revision, files: base } };
}
