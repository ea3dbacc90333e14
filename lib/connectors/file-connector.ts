import type { Connector } from '../core/connector/connector.ts';
import { connectors } from './registry.ts';

/** The connector of uploaded files. There is only one; with a second one, uploads would have to name theirs. */
export function getFileConnector(): Connector {
  const [connector] = connectors;
  if (!connector) throw new Error('no connector is registered');
  return connector;
}
