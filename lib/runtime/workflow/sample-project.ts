import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readProjectFolder } from '../../adapters/files/project-folder.ts';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { SAMPLE_DATABASE } from '../../core/audience/sample/sample-shop.ts';
import type { ProjectFiles } from '../../core/workflow/project-files.ts';
import { sandboxAuthentication } from '../../operations/authentications/choose-authentication.ts';
import { pushProject } from '../../operations/workflow/push-project.ts';
import { loadSampleShop } from '../queries/sample-audience.ts';
import { loadSampleTables } from '../queries/workbench.ts';
import type { Runtime } from '../runtime.ts';

/** The key of the mutex for loading samples. Without it, one of two people who load them at once is refused. */
export const SAMPLES = 'samples';

const FOLDER = resolve(fileURLToPath(import.meta.url), '../../../../examples/workflow');
const NAME = 'sample_workflow';
/** The authentication that the files name. */
const CONNECTION = 'result_connection: Sandbox';

/**
 * Stores the example as a project, if there is none with its name, and the tables that it reads, if their databases are
 * missing. Its schedule is disabled, so that nothing runs automatically. Returns its id. The authentication of the
 * sandbox, which it sends with, is created on request only: scripts rely on the ids of the authentications that they
 * create.
 */
export async function loadSampleProject(
  runtime: Runtime,
  { createsSandbox }: { createsSandbox: boolean },
): Promise<number> {
  const { workflowProjects, workbench, authentications } = runtime;
  if (!workbench.hasDatabase('sample_datasets')) await loadSampleTables(runtime);
  if (!workbench.hasDatabase(SAMPLE_DATABASE)) await loadSampleShop(runtime);
  const known = await workflowProjects.findByName(NAME);
  if (known) return known.id;
  const { type } = getFileConnector();
  const sandbox = createsSandbox
    ? await sandboxAuthentication(authentications, type)
    : await authentications.findSandbox(type);
  const files = withConnection(await readProjectFolder(FOLDER), sandbox?.name ?? 'Sandbox');
  const { project } = await pushProject(runtime, NAME, files, { base: null, disablesSchedules: true });
  if (!project) throw new Error('the example project has errors');
  return project.id;
}

function withConnection({ paths, read }: ProjectFiles, name: string): ProjectFiles {
  // A function, because a name with $ would be read as a pattern.
  const connection = () => `result_connection: ${JSON.stringify(name)}`;
  return { paths, read: (path) => read(path)?.replace(CONNECTION, connection) };
}
