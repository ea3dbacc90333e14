import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UserError } from '../core/errors.ts';

/**
 * The value of --result: the JSON in which TD describes an export, or @FILE with it. Keys that a connector asks for are
 * checked by the connector; here only who is to send, and to what.
 */
const result = z.looseObject({
  type: z.string().optional(),
  access_token: z.string().optional(),
  td_authentication_id: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).optional(),
  authentication: z.string().optional(),
});

export type ResultOption = z.output<typeof result>;

/** Throws UserError `result_malformed`, or `file_missing` for @FILE. */
export async function parseResultOption(text: string): Promise<ResultOption> {
  const json = text.startsWith('@') ? await readResultFile(text.slice(1)) : text;
  try {
    return result.parse(JSON.parse(json));
  } catch (cause) {
    throw new UserError('result_malformed', {}, { cause });
  }
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
