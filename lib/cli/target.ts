import type { InputOf } from '../api/route.ts';
import { chooseAuthentication } from '../api/routes/authentications.ts';
import type { createExport } from '../api/routes/exports.ts';
import { connectorOfResult } from '../connectors/registry.ts';
import { parseInput } from '../core/connector/parameters.ts';
import { UserError } from '../core/errors.ts';
import { withTokenAdvice } from '../core/query/result-target.ts';
import { translate } from '../messages/translate.ts';
import { findAuthentication } from './find-authentication.ts';
import { say } from './output.ts';
import type { Product } from './product.ts';
import { parseResultOption, type ResultOption } from './result-option.ts';

/** The options that say where records go. */
export interface TargetOptions {
  /** The value of --result. */
  readonly result?: string | undefined;
  readonly sandbox?: boolean | undefined;
}

type Parameters = InputOf<typeof createExport>['parameters'];

interface SaidTarget {
  readonly sender: InputOf<typeof chooseAuthentication>;
  readonly parameters: Parameters;
  /** Given beside what outranks it, too. */
  readonly access_token: string | undefined;
}

/** Who is to send, and to what: said in full, or what is kept under a name. */
export type Target = SaidTarget | { readonly name: string; readonly sandbox: boolean };

/** What the options say, before anybody is asked. Throws a UserError for what cannot be meant. */
async function readTarget({ result = '{}', sandbox = false }: TargetOptions): Promise<Target> {
  if (result.trim() === '') throw new UserError('result_empty');
  if (isName(result)) return { name: result, sandbox };
  const option = await parseResultOption(result);
  const { type: named, access_token, td_authentication_id, authentication, ...given } = option;
  const { type, parameters } = checked(named, given);
  const sender = sandbox ? { sandbox } : senderOf({ access_token, td_authentication_id, authentication });
  return { sender: { type, ...sender }, parameters, access_token };
}

/** A result that is kept under a name, and its token where it stands in it. Throws UserError `result_names_another`. */
export async function readSavedResult(result: string) {
  const {
    type: named,
    access_token: token,
    td_authentication_id,
    authentication,
    ...given
  } = await parseResultOption(result);
  if (td_authentication_id !== undefined || authentication !== undefined) throw new UserError('result_names_another');
  sayWhereVisible(result, token);
  return { token, ...checked(named, given) };
}

/** Whether --result is the name of what is kept, and no JSON. */
export function isName(result: string): boolean {
  return !/^\s*[{@]/.test(result);
}

function checked(named: string | undefined, given: Readonly<Record<string, unknown>>) {
  const { type, parameters } = connectorOfResult(named);
  parseInput(parameters, given);
  return { type, parameters: given as Parameters };
}

/** An id outranks a name, and a name a token; what is outranked is not even looked at. */
function senderOf({ td_authentication_id: id, authentication: name, access_token }: ResultOption) {
  if (id !== undefined) return { id };
  return name === undefined ? { access_token } : { name };
}

/** What readTarget reads, with a word about a token that others can see. */
export async function readTargetAloud(options: TargetOptions): Promise<Target> {
  const target = await readTarget(options);
  if ('sender' in target) sayWhereVisible(options.result ?? '', target.sender.access_token);
  return target;
}

function sayWhereVisible(result: string, token: string | undefined): void {
  if (token !== undefined && !result.startsWith('@')) say(translate('cli', 'token_is_visible'));
}

/** As an export is asked for it: its authentication by id. */
export async function chooseTarget(product: Product, target: Target) {
  if ('name' in target) return chooseSaved(product, target);
  const { id: authentication } = await product.call(chooseAuthentication, target.sender).catch((error: unknown) => {
    throw withTokenAdvice(error, target);
  });
  return { authentication, parameters: target.parameters };
}

/** In a rehearsal the stand-in gets what would go with the authentication. */
async function chooseSaved(product: Product, { name, sandbox }: { readonly name: string; readonly sandbox: boolean }) {
  const { id, type, parameters } = await findAuthentication(product, name);
  if (parameters === null) throw new UserError('result_without_parameters', { name });
  const sender = sandbox ? await product.call(chooseAuthentication, { type, sandbox }) : { id };
  return { authentication: sender.id, parameters: parameters as Parameters };
}
