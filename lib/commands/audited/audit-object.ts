import type { AuditObject, ObjectKind } from '../../core/audit/audit-entry.ts';
import type { Command } from '../command.ts';

/** The kinds of objects that members of an input name, most specific first. */
const KINDS: Readonly<Record<string, ObjectKind>> = {
  activation: 'activation',
  segment: 'segment',
  folder: 'folder',
  parent_segment: 'parent_segment',
  parentSegment: 'parent_segment',
  workflow_attempt: 'attempt',
  attempt: 'attempt',
  workflow: 'workflow',
  workflow_project: 'workflow_project',
  query: 'query',
  job: 'job',
  upload: 'upload',
  mapping: 'mapping',
  authentication: 'authentication',
};

type Members = Readonly<Record<string, unknown>>;

/** The object that input names; undefined if there is none. */
export function objectOfInput({ object }: Pick<Command, 'object'>, input: Members): AuditObject | undefined {
  return ofId(object, input['id']) ?? ofMembers(input) ?? ofTable(input);
}

/** Whether `id` of the input is the object that the command is about. A command that creates one has no such id. */
export function isObjectGiven({ object }: Pick<Command, 'object'>, input: Members): boolean {
  return ofId(object, input['id']) !== undefined;
}

/** The object that a command has created, according to its answer. */
export function createdObject({ object }: Pick<Command, 'object'>, answer: unknown): AuditObject | undefined {
  if (typeof answer !== 'object' || answer === null) return ofId(object, answer);
  const members = answer as Members;
  return ofId(object, members['id'] ?? members['job_id'] ?? members['attempt_id']);
}

function ofMembers(members: Members): AuditObject | undefined {
  for (const [name, kind] of Object.entries(KINDS)) {
    const object = ofId(kind, members[name]);
    if (object) return object;
  }
  return undefined;
}

/** Accepts only numbers, because other text could contain anything. */
function ofId(kind: ObjectKind | undefined, id: unknown): AuditObject | undefined {
  if (kind === undefined || (typeof id !== 'number' && typeof id !== 'string')) return undefined;
  return /^[1-9]\d{0,14}$/.test(String(id)) ? { kind, id: String(id) } : undefined;
}

const NAME = /^\w{1,128}$/;

/** Databases and tables have no ids. */
function ofTable({ database, schema = database, table }: Members): AuditObject | undefined {
  if (typeof schema !== 'string' || !NAME.test(schema)) return undefined;
  if (table === undefined) return { kind: 'database', id: schema };
  return typeof table === 'string' && NAME.test(table) ? { kind: 'table', id: `${schema}.${table}` } : undefined;
}
