import type { InputOf } from '../../commands/command.ts';
import { chooseAuthentication } from '../../commands/rows/authentications/authentications.ts';
import type { createExport } from '../../commands/rows/exports.ts';
import { connectorOfResult } from '../../connectors/registry.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { type ResultTarget, withTokenAdvice } from '../../core/query/result-target.ts';
import { translate } from '../../messages/translate.ts';
import { say } from '../output/output.ts';
import type { Product } from '../product/product.ts';
import { findAuthentication } from './find-authentication.ts';
import { parseResultOption } from './result-option.ts';

/** The options that set where records are sent. */
export interface TargetOptions {
  /** The value of --result. */
  readonly result?: string | undefined;
  readonly sandbox?: boolean | undefined;
}

type Parameters = InputOf<typeof createExport>['parameters'];

interface ExplicitTarget {
  readonly sender: InputOf<typeof chooseAuthentication>;
  readonly parameters: Parameters;
  /** The token, even if an id or name takes precedence over it. */
  readonly access_token: string | undefined;
}

/** The authentication and parameters: given explicitly, or saved under a name. */
export type Target = ExplicitTarget | { readonly name: string; readonly sandbox: boolean };

/** Parses the options without sending a request. Throws a UserError for invalid values. */
async function parseTarget({ result = '{}', sandbox = false }: TargetOptions): Promise<Target> {
  if (result.trim() === '') throw new UserError('result_empty');
  if (isResultName(result)) return { name: result, sandbox };
  const option = await parseResultOption(result);
  const { type: typeName, access_token, td_authentication_id, authentication, ...input } = option;
  const { type, parameters } = checkParameters(typeName, input);
  const sender = sandbox ? { sandbox } : senderOf({ access_token, td_authentication_id, authentication });
  return { sender: { type, ...sender }, parameters, access_token };
}

/** Parses a result to save under a name, and its token if it has one. Throws UserError `result_names_another`. */
export async function readSavedResult(result: string) {
  const {
    type: typeName,
    access_token: token,
    td_authentication_id,
    authentication,
    ...input
  } = await parseResultOption(result);
  if (td_authentication_id !== undefined || authentication !== undefined) throw new UserError('result_names_another');
  warnAboutVisibleToken(result, token);
  return { token, ...checkParameters(typeName, input) };
}

/** Whether --result is the name of a saved result, not JSON or @FILE. */
export function isResultName(result: string): boolean {
  return !/^\s*[{@]/.test(result);
}

function checkParameters(typeName: string | undefined, input: Readonly<Record<string, unknown>>) {
  const { type, parameters } = connectorOfResult(typeName);
  parseInput(parameters, input);
  return { type, parameters: input as Parameters };
}

/** An id takes precedence over a name, and a name over a token; the others are ignored. */
function senderOf({ td_authentication_id: id, authentication: name, access_token }: ResultTarget) {
  if (id !== undefined) return { id };
  return name === undefined ? { access_token } : { name };
}

/** Parses the options, with a warning about a token that others can see. */
export async function readTarget(options: TargetOptions): Promise<Target> {
  const target = await parseTarget(options);
  if ('sender' in target) warnAboutVisibleToken(options.result ?? '', target.access_token);
  return target;
}

function warnAboutVisibleToken(result: string, token: string | undefined): void {
  if (token !== undefined && !result.startsWith('@')) say(translate('cli', 'token_is_visible'));
}

/** The target as the API takes it: the authentication by id. */
export async function resolveTarget(product: Product, target: Target) {
  if ('name' in target) return resolveSavedResult(product, target);
  const { id: authentication } = await product.call(chooseAuthentication, target.sender).catch((error: unknown) => {
    throw withTokenAdvice(error, target);
  });
  return { authentication, parameters: target.parameters };
}

/** Resolves a saved result. With --sandbox, its records go to the sandbox, with the parameters saved under the name. */
async function resolveSavedResult(
  product: Product,
  { name, sandbox }: { readonly name: string; readonly sandbox: boolean },
) {
  const { id, type, parameters } = await findAuthentication(product, name);
  if (parameters === null) throw new UserError('result_without_parameters', { name });
  const sender = sandbox ? await product.call(chooseAuthentication, { type, sandbox }) : { id };
  return { authentication: sender.id, parameters: parameters as Parameters };
}
