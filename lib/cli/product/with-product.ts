import { UserError } from '../../core/errors.ts';
import type { Addresses } from '../../core/job/job-destination.ts';
import { publicOrigin } from '../../core/network/public-origin.ts';
import { BASE_URL_SETTINGS } from '../../env.ts';
import { translate } from '../../messages/translate.ts';
import { addressesOf } from '../../runtime/addresses.ts';
import { hasDatabase, type OpenOptions } from '../../runtime/stores/stores.ts';
import { commandIo, invocation, type ServerFlags } from '../invocation.ts';
import { say } from '../output/output.ts';
import { type ChosenServer, endpointOf, serverOf } from './chosen-server.ts';
import { LocalProduct } from './local-product.ts';
import type { Product } from './product.ts';
import { readCliEnv, withRuntime } from './with-runtime.ts';

export function setFlags(flags: ServerFlags): void {
  invocation().flags = flags;
  if (flags.apikey) say(translate('cli', 'key_is_visible'));
}

function chosenServer(): ChosenServer | undefined {
  const { flags, io } = invocation();
  return serverOf(flags, io.env);
}

/** Runs work with the product on the chosen server, or on the data folder. */
export async function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  const server = chosenServer();
  if (server) {
    // Loaded only here, because it loads the routes, and with them all commands.
    const { RemoteProduct } = await import('./remote-product.ts');
    return work(new RemoteProduct(server, addressesSetHere()));
  }
  return withRuntime((runtime) => work(new LocalProduct(runtime)));
}

/** The addresses that are set in this shell. */
function addressesSetHere(): Partial<Addresses> {
  const isUrlSet = Object.values(BASE_URL_SETTINGS).some(isSetHere);
  const isTrinoSet = isSetHere('PINTD_TRINO_URL');
  if (!isUrlSet && !isTrinoSet) return {};
  const { apiBaseUrls, trino } = addressesOf(readCliEnv());
  return { ...(isUrlSet && { apiBaseUrls }), ...(isTrinoSet && { trino }) };
}

/** Whether a setting is set in the environment of this shell. */
export function isSetHere(setting: string): boolean {
  return (commandIo().env[setting] ?? '') !== '';
}

/** Runs work on the data folder, for commands that servers do not offer. Throws UserError `data_folder_only`. */
export function withDataFolder<T>(work: (product: Product) => Promise<T>, options?: OpenOptions): Promise<T> {
  refuseServer();
  return withRuntime((runtime) => work(new LocalProduct(runtime)), options);
}

/** Where data may be: on the chosen server, in this machine's data folder, or nowhere yet. */
export function dataPlace(): 'server' | 'folder' | 'nowhere' {
  if (chosenServer()) return 'server';
  return hasDatabase(readCliEnv()) ? 'folder' : 'nowhere';
}

/** Refuses a chosen server, because a command meant for a server must not change the data of this machine. */
export function refuseServer(): void {
  if (chosenServer()) throw new UserError('data_folder_only');
}

/** The URL of the chosen server, or of this machine's console. */
export function consoleUrl(): string {
  const { flags, io } = invocation();
  return endpointOf(flags, io.env) ?? publicOrigin(readCliEnv());
}
