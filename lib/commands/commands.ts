import * as audienceActivationWizard from './audience/activation-wizard.ts';
import * as audienceActivations from './audience/activations.ts';
import * as audienceParentSegments from './audience/parent-segments.ts';
import * as audienceRules from './audience/rules.ts';
import * as audienceSegmentTabs from './audience/segment-tabs.ts';
import * as audienceStudio from './audience/studio.ts';
import type { Command } from './command.ts';
import * as consoleAudit from './console/access/audit.ts';
import * as consoleEncryption from './console/access/encryption.ts';
import * as consoleKeys from './console/access/keys.ts';
import * as consolePasskeys from './console/access/passkeys.ts';
import * as consolePeople from './console/access/people.ts';
import * as consoleSecondFactors from './console/access/second-factors.ts';
import * as consoleSecurity from './console/access/security.ts';
import * as consoleSso from './console/access/single-sign-on.ts';
import * as consoleAuthentications from './console/authentications.ts';
import * as consoleDatabases from './console/databases.ts';
import * as consoleExportDraft from './console/export-steps/draft.ts';
import * as consoleExportHeader from './console/export-steps/header.ts';
import * as consoleExportMatch from './console/export-steps/match.ts';
import * as consoleExportPreview from './console/export-steps/preview.ts';
import * as consoleExportSend from './console/export-steps/send.ts';
import * as consoleExports from './console/exports.ts';
import * as consoleHome from './console/home.ts';
import * as consoleJobParts from './console/job-parts.ts';
import * as consoleJobRecords from './console/job-records.ts';
import * as consoleJobResults from './console/job-results.ts';
import * as consoleJobs from './console/jobs.ts';
import * as consoleSavedMappings from './console/mappings/saved-mappings.ts';
import * as consoleQueries from './console/queries.ts';
import * as consoleRepeats from './console/review/repeats.ts';
import * as consoleReviews from './console/reviews.ts';
import * as consoleSandbox from './console/sandbox.ts';
import * as consoleSchedules from './console/schedules.ts';
import * as consoleSettings from './console/settings.ts';
import * as consoleUploads from './console/uploads.ts';
import * as consoleWorkflowAttempts from './console/workflows/attempts.ts';
import * as consoleWorkflowDrafts from './console/workflows/project-drafts.ts';
import * as consoleWorkflowProjects from './console/workflows/projects.ts';
import * as activations from './rows/audience/activations.ts';
import * as audienceFiles from './rows/audience/audience-files.ts';
import * as parentSegments from './rows/audience/parent-segments.ts';
import * as segmentFolders from './rows/audience/segment-folders.ts';
import * as segments from './rows/audience/segments.ts';
import * as audit from './rows/audit.ts';
import * as authentications from './rows/authentications/authentications.ts';
import * as newAuthentication from './rows/authentications/new-authentication.ts';
import * as databases from './rows/databases.ts';
import * as exports from './rows/exports.ts';
import * as jobParts from './rows/job-parts.ts';
import * as jobs from './rows/jobs.ts';
import * as mappings from './rows/mappings.ts';
import * as notifications from './rows/notifications.ts';
import * as product from './rows/product.ts';
import * as queries from './rows/queries.ts';
import * as results from './rows/results.ts';
import * as reviews from './rows/reviews.ts';
import * as schedules from './rows/schedules.ts';
import * as settings from './rows/settings.ts';
import * as tables from './rows/tables.ts';
import * as uploads from './rows/uploads.ts';
import * as workflowAttempts from './rows/workflow/attempts.ts';
import * as workflowProjects from './rows/workflow/projects.ts';
import * as workflowSecrets from './rows/workflow/secrets.ts';
import * as workflows from './rows/workflow/workflows.ts';

const modules: readonly Readonly<Record<string, unknown>>[] = [
  audienceActivationWizard,
  audienceActivations,
  audienceParentSegments,
  audienceRules,
  audienceSegmentTabs,
  audienceStudio,
  consoleAudit,
  consoleAuthentications,
  consoleDatabases,
  consoleExportDraft,
  consoleExportHeader,
  consoleExportMatch,
  consoleExportPreview,
  consoleExportSend,
  consoleExports,
  consoleHome,
  consoleJobParts,
  consoleJobRecords,
  consoleJobResults,
  consoleJobs,
  consoleKeys,
  consoleEncryption,
  consolePasskeys,
  consolePeople,
  consoleSecondFactors,
  consoleSecurity,
  consoleSso,
  consoleSandbox,
  consoleSettings,
  consoleQueries,
  consoleRepeats,
  consoleReviews,
  consoleSchedules,
  consoleSavedMappings,
  consoleUploads,
  consoleWorkflowAttempts,
  consoleWorkflowDrafts,
  consoleWorkflowProjects,
  activations,
  audienceFiles,
  audit,
  authentications,
  newAuthentication,
  databases,
  exports,
  jobParts,
  jobs,
  mappings,
  notifications,
  parentSegments,
  segmentFolders,
  segments,
  product,
  queries,
  results,
  reviews,
  schedules,
  settings,
  tables,
  uploads,
  workflowAttempts,
  workflowProjects,
  workflowSecrets,
  workflows,
];

/** Every command of the product. A test finds the files that are missing here. */
export const commands: readonly Command[] = modules.flatMap((module) => Object.values(module).filter(isCommand));

function isCommand(value: unknown): value is Command {
  return typeof value === 'object' && value !== null && 'permission' in value && 'run' in value;
}
