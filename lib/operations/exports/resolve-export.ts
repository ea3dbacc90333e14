import { connectorOf } from '../../connectors/registry.ts';
import type { Authentication } from '../../core/access/authentication.ts';
import type { Connector, ExportParameters } from '../../core/connector/connector.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import type { Matching } from '../../core/record/plan.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { usableAuthentication } from '../authentications/usable-authentication.ts';
import { readableUpload } from '../uploads/readable-upload.ts';

/** Where events are to be sent, as every entry point names it. */
export interface TargetRequest {
  readonly authentication: number;
  /** Unchecked input of a form or script. */
  readonly parameters: unknown;
}

export interface ExportRequest extends TargetRequest, Matching {
  readonly upload: number;
}

export interface ExportTarget {
  readonly authentication: Authentication;
  readonly connector: Connector;
  readonly parameters: ExportParameters;
}

export interface ResolvedExport extends ExportTarget {
  readonly upload: Upload;
  readonly matching: Matching;
  /** Length of the fixes to send if they come from a saved mapping; if undefined, the fixes of the review are sent. */
  readonly fixesBytes?: number | undefined;
}

interface AuthenticationPort {
  readonly authentications: { get(id: number): Promise<Authentication> };
}

/**
 * Looks up the authentication, and checks the parameters by the schema of its connector. Throws a UserError for invalid
 * parameters, and as `usableAuthentication` does.
 */
export async function resolveTarget(
  { authentication: id, parameters }: TargetRequest,
  ports: AuthenticationPort,
): Promise<ExportTarget> {
  const authentication = await usableAuthentication(ports, id);
  const connector = connectorOf(authentication.connector);
  return { authentication, connector, parameters: parseInput(connector.parameters, parameters) };
}

/** Looks up everything that an export consists of. Throws as `resolveTarget` and `readableUpload` do. */
export async function resolveExport(
  { upload, mapping, constants, ...target }: ExportRequest,
  ports: AuthenticationPort & Parameters<typeof readableUpload>[0],
): Promise<ResolvedExport> {
  const resolved = await resolveTarget(target, ports);
  return { ...resolved, upload: await readableUpload(ports, upload), matching: { mapping, constants } };
}
