import { connectors } from '../connectors/registry.ts';
import type { Connector } from '../core/connector/connector.ts';

/** What files are for. There is one connector; with a second one an upload has to say. */
export function connectorOfFiles(): Connector {
  const [connector] = connectors;
  if (!connector) throw new Error('no connector is registered');
  return connector;
}
