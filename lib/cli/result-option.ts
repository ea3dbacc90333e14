import { readFile } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';
import { parseResultTarget, type ResultTarget } from '../core/result-target.ts';

export type ResultOption = ResultTarget;

/** The value of --result: JSON, or @FILE with it. Throws UserError `result_malformed`, or `file_missing` for @FILE. */
export async function parseResultOption(text: string): Promise<ResultOption> {
  return parseResultTarget(text.startsWith('@') ? await readResultFile(text.slice(1)) : text);
}

async function readResultFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw fileMissing(path, cause);
  }
}

export function fileMissing(path: string, cause: unknown): UserError {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  return new UserError('file_missing', { path, reason }, { cause });
}
