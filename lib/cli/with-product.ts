import { UserError } from '../core/errors.ts';
import { translate } from '../messages/translate.ts';
import type { Runtime } from '../runtime.ts';
import { type Destination, type DestinationFlags, destinationOf } from './destination.ts';
import { LocalProduct } from './local-product.ts';
import { say } from './output.ts';
import type { Product } from './product.ts';
import { RemoteProduct } from './remote-product.ts';
import { withRuntime } from './with-runtime.ts';

/** Chosen once, before a command begins. */
let destination: Destination | undefined;

export function chooseDestination(flags: DestinationFlags): void {
  destination = destinationOf(flags, process.env);
  if (flags.apikey) say(translate('cli', 'key_is_visible'));
}

/** Gives work the product on the server that was chosen, or on the data folder. */
export function withProduct<T>(work: (product: Product) => Promise<T>): Promise<T> {
  if (destination) return work(new RemoteProduct(destination));
  return withRuntime((runtime) => work(new LocalProduct(runtime)));
}

/** The same for what no server does for others. Throws UserError `data_folder_only`. */
export function withDataFolder<T>(work: (runtime: Runtime) => Promise<T>): Promise<T> {
  refuseServer();
  return withRuntime(work);
}

/** Whoever means a server must not change this machine's data. */
export function refuseServer(): void {
  if (destination) throw new UserError('data_folder_only');
}
