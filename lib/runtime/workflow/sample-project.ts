import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readProjectFolder } from '../../adapters/files/project-folder.ts';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { SAMPLE_DATABASE } from '../../core/audience/sample/sample-shop.ts';
import type { ProjectFiles } from '../../core/workflow/project-files.ts';
import { sandboxAuthentication } from '../../operations/authentications/choose-authentication.ts';
import { pushProject } from '../../operations/workflow/push-project.ts';
import { loadSampleShopTables } from '../queries/sample-shop.ts';
import { loadSampleTables } from '../queries/workbench.ts';
import type { Runtime } from '../runtime.ts';

/** The mutex key for loading samples. Without the mutex, one of two people who load them at once would be refused. */
export const SAMPLES_MUTEX_KEY = 'samples';

const FOLDER = resolve(fileURLToPath(import.meta.url), '../../../../examples/workflow');
const NAME = 'sample_workflow';
/** The line of the files that names an authentication. */
const CONNECTION = 'result_connection: Sandbox';

/**
 * Creates the sample project unless a project has its name, and the tables that it reads if their databases are
 * missing. Disables the project's schedule, so that nothing runs automatically, and returns the project's id. The
 * sandbox authentication with which it sends is created only on request, because scripts rely on the ids of the
 * authentications that they create.
 */
export async function loadSampleProject(
  runtime: Runtime,
  { createsAuthentication }: { createsAuthentication: boolean },
): Promise<number> {
  const { workflowProjects, workbench, authentications } = runtime;
  if (!workbench.hasDatabase('sample_datasets')) await loadSampleTables(runtime);
  if (!workbench.hasDatabase(SAMPLE_DATABASE)) await loadSampleShopTables(runtime);
  const existing = await workflowProjects.findByName(NAME);
  if (existing) return existing.id;
  const { type } = getFileConnector();
  const sandbox = createsAuthentication
    ? await sandboxAuthentication(authentications, type)
    : await authentications.findSandbox(type);
  const files = withConnection(await readProjectFolder(FOLDER), sandbox?.name ?? 'Sandbox');
  const { project } = await pushProject(runtime, NAME, files, { base: null, disablesSchedules: true });
  if (!project) throw new Error('the sample project has errors');
  return project.id;
}

function withConnection({ paths, read }: ProjectFiles, name: string): ProjectFiles {
  // A function, because `$` in a replacement text has a meaning of its own.
  const connection = () => `result_connection: ${JSON.stringify(name)}`;
  return { paths, read: (path) => read(path)?.replace(CONNECTION, connection) };
}
