import { UserError } from '../core/errors.ts';
import type { Addresses } from '../core/job/job-destination.ts';
import { BASE_URL_SETTINGS } from '../env.ts';
import { translate } from '../messages/translate.ts';
import { addressesOf } from '../runtime/addresses.ts';
import { ownUrl } from '../runtime/notifications.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type Destination, type DestinationFlags, destinationOf, endpointOf } from './destination.ts';
import { LocalProduct } from './local-product.ts';
import { say } from './output.ts';
import type { Product } from './product.ts';
import { RemoteProduct } from './remote-product.ts';
import { settings, withRuntime } from './with-runtime.ts';

/** What the command line says of where commands go; kept before a command begins. */
let flags: DestinationFlags = {};

export function keepFlags(said: DestinationFlags): void {
  flags = said;
  if (flags.apikey) say(translate('cli', 'key_is_visible'));
}

function destination(): Destination | undefined {
  return destinationOf(flags, process.env);
}

/** Gives work the product on the server that was chosen, or on the data folder. */
export function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  const server = destination();
  if (server) return work(new RemoteProduct(server, meantAddresses()));
  return withRuntime((runtime) => work(new LocalProduct(runtime)));
}

/** What this shell says of addresses; nothing of those that it leaves to the server. */
function meantAddresses(): Partial<Addresses> {
  const isUrlNamed = Object.values(BASE_URL_SETTINGS).some(isNamedHere);
  const isTrinoNamed = isNamedHere('PINTD_TRINO_URL');
  if (!isUrlNamed && !isTrinoNamed) return {};
  const { apiBaseUrls, trino } = addressesOf(settings());
  return { ...(isUrlNamed && { apiBaseUrls }), ...(isTrinoNamed && { trino }) };
}

/** Whether the environment of this shell has a setting, or leaves it to its default. */
export function isNamedHere(setting: string): boolean {
  return (process.env[setting] ?? '') !== '';
}

/** The same for what no server does for others. Throws UserError `data_folder_only`. */
export function withDataFolder<T>(work: (runtime: Runtime) => Promise<T>): Promise<T> {
  refuseServer();
  return withRuntime(work);
}

/** Whoever means a server must not change this machine's data. */
export function refuseServer(): void {
  if (destination()) throw new UserError('data_folder_only');
}

/** Where the console answers that is meant: the server that was chosen, or this machine's own. Asking it needs no key. */
export function consoleAddress(): string {
  return endpointOf(flags, process.env) ?? ownUrl(settings());
}
