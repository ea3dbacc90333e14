import type { Connector } from '../core/connector/connector.ts';
import { connectors } from './registry.ts';

/** The connector of uploaded files. If there were two connectors, each upload would have to name its own. */
export function getFileConnector(): Connector {
  const [connector] = connectors;
  if (!connector) throw new Error('no connector is registered');
  return connector;
}
