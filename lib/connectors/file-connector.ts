import type { Connector } from '../core/connector/connector.ts';
import { connectors } from './registry.ts';

/** The connector for uploaded files. If there were a second connector, each upload would have to name one. */
export function getFileConnector(): Connector {
  const [connector] = connectors;
  if (!connector) throw new Error('no connector is registered');
  return connector;
}
