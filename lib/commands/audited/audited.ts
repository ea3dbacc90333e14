import type { Actor } from '../../core/access/permission.ts';
import {
  type AuditObject,
  type EntryOutcome,
  type NewEntry,
  type OtherAction,
  outcomeOf,
} from '../../core/audit/audit-entry.ts';
import type { AuditScope } from '../../core/audit/audit-scope.ts';
import { UserError } from '../../core/errors.ts';
import { MachineError } from '../../core/machine-fault.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Command } from '../command.ts';
import { createdObject, isObjectGiven, objectOfInput } from './audit-object.ts';

/** The part of the audit log that commands need. */
type AuditLog = Pick<Runtime['auditLog'], 'append' | 'appendOnce' | 'commit' | 'named'>;
type Run<T> = (scope: AuditScope) => T | Promise<T>;

/**
 * Logs that an actor may not perform a command. Refusals of a visitor without a session are not logged, because such a
 * visitor is refused everything.
 */
export async function logRefusal(
  command: Command,
  actor: Actor,
  { auditLog }: Pick<Runtime, 'auditLog'>,
  code: 'permission_missing' | 'proof_required',
): Promise<void> {
  if (actor.role === 'anonymous') return;
  await auditLog.appendOnce({ actor, action: actionOf(command), outcome: 'refused', code });
}

/** Logs that a command refused its input, without the input; not for a command that only reads. */
export async function logInvalidInput(command: Command, actor: Actor, log: AuditLog, error: unknown): Promise<void> {
  if (command.effect !== 'reads') await new Audited(command, actor, log).fail(error);
}

/** Runs a command with its entries in the audit log, as its effect says. */
export async function runAudited<T>(
  command: Command,
  input: Readonly<Record<string, unknown>>,
  { actor, auditLog }: { readonly actor: Actor; readonly auditLog: AuditLog },
  run: Run<T>,
): Promise<T> {
  const object = objectOfInput(command, input);
  // Looked up before the command runs, because the command may delete the object.
  const named = object && command.effect !== 'reads' ? await auditLog.named(object) : object;
  const audited = new Audited(command, actor, auditLog, { object: named, isGiven: isObjectGiven(command, input) });
  switch (command.effect) {
    case 'reads':
      return run(audited);
    case 'changes':
      return audited.inOneTransaction(run);
    case 'changesInSteps':
      return audited.inSteps(run);
    default:
      return audited.atEnd(run);
  }
}

function actionOf({ action, id }: Command): string {
  return action ?? id;
}

interface ObjectOfInput {
  readonly object: AuditObject | undefined;
  /** Whether the object is the one that the command is about, rather than what it uses to create one. */
  readonly isGiven: boolean;
}

const NO_OBJECT: ObjectOfInput = { object: undefined, isGiven: false };

class Audited implements AuditScope {
  readonly #command: Command;
  readonly #log: AuditLog;
  #actor: Actor;
  #object: AuditObject | undefined;
  #note: string | undefined;
  #begun: number | undefined;
  #isLogged = false;
  #isGiven: boolean;

  constructor(command: Command, actor: Actor, log: AuditLog, { object, isGiven }: ObjectOfInput = NO_OBJECT) {
    this.#command = command;
    this.#actor = actor;
    this.#log = log;
    this.#isGiven = isGiven;
    this.#object = object;
  }

  async setObject(object: AuditObject): Promise<void> {
    this.#isGiven = true;
    this.#object = await this.#log.named(object);
  }

  identify(actor: Pick<Actor, 'kind' | 'id' | 'role'>): void {
    this.#actor = { ...actor, from: this.#actor.from };
  }

  setNote(code: string): void {
    this.#note = code;
  }

  async add(action: OtherAction, object: AuditObject): Promise<void> {
    await this.#log.append({ actor: this.#actor, action, object, outcome: 'done' });
  }

  async commit<T>(work: () => Promise<T>): Promise<T> {
    const value = await this.#log.commit(work, (done) => this.#entry('done', this.#note, done));
    this.#isLogged = true;
    return value;
  }

  async inOneTransaction<T>(run: Run<T>): Promise<T> {
    try {
      return await this.commit(async () => run(this));
    } catch (error) {
      await this.fail(error);
      throw error;
    }
  }

  async inSteps<T>(run: Run<T>): Promise<T> {
    this.#begun = await this.#log.append(this.#entry('begun'));
    return this.atEnd(run);
  }

  /** Logs a success before the answer is returned, so that there is no answer without an entry. */
  async atEnd<T>(run: Run<T>): Promise<T> {
    let value: T;
    try {
      value = await run(this);
    } catch (error) {
      await this.fail(error);
      throw error;
    }
    if (!this.#isLogged) await this.#appendDone(value);
    return value;
  }

  /**
   * A command with an entry `begun` does not fail if a fault of the machine, such as a database that stays busy,
   * prevents the entry `done`: its changes are made already, and a caller that gets an error would repeat them. The log
   * then does not say how the command ended, as after a crash.
   */
  async #appendDone(answer: unknown): Promise<void> {
    try {
      await this.#append(this.#entry('done', this.#note, answer));
    } catch (error) {
      if (this.#begun === undefined || !(error instanceof MachineError)) throw error;
    }
  }

  async fail(error: unknown): Promise<void> {
    const code = codeOf(error);
    // An unexpected error means that nothing was shown: the client has left, or the product has a fault.
    if (this.#isLoggedOncePerHour && code === UNEXPECTED) return;
    const entry = this.#entry(outcomeOf(code), code);
    const isEachLogged = this.#begun !== undefined || this.#isLimited(code);
    await (isEachLogged ? this.#log.append(entry) : this.#log.appendOnce(entry));
  }

  /** Each failed attempt to sign in as a known person gets an entry, because such attempts are limited elsewhere. */
  #isLimited(code: string): boolean {
    return code === 'sign_in_refused' && this.#object !== undefined;
  }

  async #append(entry: NewEntry): Promise<void> {
    await (this.#isLoggedOncePerHour ? this.#log.appendOnce(entry) : this.#log.append(entry));
  }

  get #isLoggedOncePerHour(): boolean {
    return this.#command.effect === 'shows' || this.#command.effect === 'drafts';
  }

  #entry(outcome: EntryOutcome, code?: string, answer?: unknown): NewEntry {
    return {
      actor: this.#actor,
      action: actionOf(this.#command),
      outcome,
      code,
      begun: this.#begun,
      object: (this.#isGiven ? undefined : createdObject(this.#command, answer)) ?? this.#object,
    };
  }
}

const UNEXPECTED = 'unexpected';

function codeOf(error: unknown): string {
  return error instanceof UserError ? error.code : UNEXPECTED;
}
