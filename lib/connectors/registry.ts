import type { Connector } from '../core/connector/connector.ts';
import { UserError } from '../core/errors.ts';
import { pinterest } from './pinterest/index.ts';

/** Every connector of the product. Add a new one here. */
export const connectors: readonly Connector[] = [pinterest];

/** Throws UserError `connector_unknown` for an unknown type. */
export function connectorOf(type: string): Connector {
  const connector = connectors.find((candidate) => candidate.type === type);
  if (!connector) {
    const known = connectors.map((registered) => registered.type);
    throw new UserError('connector_unknown', { type, known });
  }
  return connector;
}

/**
 * The connector for a result in TD's JSON. The result may omit its type while there is only one connector. Throws like
 * `connectorOf`.
 */
export function connectorOfResult(type: string | undefined): Connector {
  const [first] = connectors;
  if (type === undefined && first && connectors.length === 1) return first;
  return connectorOf(type ?? '');
}
