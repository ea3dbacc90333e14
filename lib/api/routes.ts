import type { Command } from '../commands/command.ts';
import * as activations from '../commands/rows/audience/activations.ts';
import * as audienceFiles from '../commands/rows/audience/audience-files.ts';
import * as parentSegments from '../commands/rows/audience/parent-segments.ts';
import * as segmentFolders from '../commands/rows/audience/segment-folders.ts';
import * as segments from '../commands/rows/audience/segments.ts';
import * as audit from '../commands/rows/audit.ts';
import * as authentications from '../commands/rows/authentications/authentications.ts';
import * as newAuthentication from '../commands/rows/authentications/new-authentication.ts';
import * as databases from '../commands/rows/databases.ts';
import * as exports from '../commands/rows/exports.ts';
import * as jobParts from '../commands/rows/job-parts.ts';
import * as jobs from '../commands/rows/jobs.ts';
import * as mappings from '../commands/rows/mappings.ts';
import * as notifications from '../commands/rows/notifications.ts';
import * as product from '../commands/rows/product.ts';
import * as queries from '../commands/rows/queries.ts';
import * as results from '../commands/rows/results.ts';
import * as reviews from '../commands/rows/reviews.ts';
import * as schedules from '../commands/rows/schedules.ts';
import * as settings from '../commands/rows/settings.ts';
import * as tables from '../commands/rows/tables.ts';
import * as uploads from '../commands/rows/uploads.ts';
import * as workflowAttempts from '../commands/rows/workflow/attempts.ts';
import * as workflowProjects from '../commands/rows/workflow/projects.ts';
import * as workflowSecrets from '../commands/rows/workflow/secrets.ts';
import * as workflows from '../commands/rows/workflow/workflows.ts';
import { defineRoute, type Route } from './route.ts';

/** The routes of `/api/v1`: each adds method, path and tag to a command, whose text is in api-operations.json. */
export const routes: readonly Route[] = [
  defineRoute('GET', '/authentications', 'authentications', authentications.listAuthentications),
  defineRoute('POST', '/authentications', 'authentications', newAuthentication.createAuthentication, { status: 201 }),
  defineRoute('POST', '/authentications/choose', 'authentications', authentications.chooseAuthentication),
  defineRoute('GET', '/authentications/{authentication}', 'authentications', authentications.getAuthentication),
  defineRoute('PATCH', '/authentications/{authentication}', 'authentications', authentications.renameAuthentication),
  defineRoute('POST', '/authentications/{authentication}/token', 'authentications', authentications.replaceToken),
  defineRoute('POST', '/authentications/{authentication}/test', 'authentications', authentications.testAuthentication, {
    isNeverStored: true,
  }),
  defineRoute(
    'POST',
    '/authentications/{authentication}/archive',
    'authentications',
    authentications.archiveAuthentication,
  ),
  defineRoute(
    'POST',
    '/authentications/{authentication}/restore',
    'authentications',
    authentications.restoreAuthentication,
  ),
  defineRoute('DELETE', '/authentications/{authentication}', 'authentications', authentications.deleteAuthentication),
  defineRoute('POST', '/uploads', 'uploads', uploads.createUpload, { status: 201, isUpload: true }),
  defineRoute('GET', '/uploads/{upload}', 'uploads', uploads.getUpload),
  defineRoute('DELETE', '/uploads/{upload}', 'uploads', uploads.deleteUpload),
  defineRoute('GET', '/uploads/{upload}/samples', 'uploads', uploads.sampleUpload),
  defineRoute('POST', '/uploads/{upload}/preview', 'uploads', uploads.previewUpload, { isNeverStored: true }),
  defineRoute('POST', '/uploads/{upload}/validate', 'uploads', uploads.validateUpload, { isNeverStored: true }),
  defineRoute('GET', '/mappings', 'mappings', mappings.listMappings),
  defineRoute('POST', '/uploads/{upload}/mapping', 'mappings', mappings.saveMapping),
  defineRoute('GET', '/uploads/{upload}/mapping', 'mappings', mappings.findMapping),
  defineRoute('GET', '/mappings/{mapping}', 'mappings', mappings.getMapping),
  defineRoute('PATCH', '/mappings/{mapping}', 'mappings', mappings.renameMapping),
  defineRoute('DELETE', '/mappings/{mapping}', 'mappings', mappings.deleteMapping),
  defineRoute('POST', '/uploads/{upload}/review', 'reviews', reviews.beginReview, {
    status: 202,
    storedOf: reviews.withoutValues,
  }),
  defineRoute('GET', '/uploads/{upload}/review', 'reviews', reviews.getReview),
  defineRoute('GET', '/uploads/{upload}/review/records', 'reviews', reviews.listReviewRecords),
  defineRoute('POST', '/uploads/{upload}/review/edits', 'reviews', reviews.editReview, {
    storedOf: reviews.editedWithoutValues,
  }),
  defineRoute('GET', '/uploads/{upload}/review/invalid.csv', 'reviews', reviews.getInvalidCsv),
  defineRoute('POST', '/exports', 'exports', exports.createExport, { status: 201 }),
  defineRoute('POST', '/exports/already-accepted', 'exports', exports.countAlreadyAccepted, { isNeverStored: true }),
  defineRoute('GET', '/databases', 'databases', databases.listDatabases),
  defineRoute('POST', '/databases', 'databases', databases.createDatabase, { status: 201 }),
  defineRoute('DELETE', '/databases/{database}', 'databases', databases.deleteDatabase),
  defineRoute('POST', '/databases/samples', 'databases', databases.loadSamples),
  defineRoute('GET', '/databases/{database}/tables', 'databases', tables.listTables),
  defineRoute('GET', '/databases/{database}/tables/{table}', 'databases', tables.getTable),
  defineRoute('POST', '/databases/{database}/tables/{table}', 'databases', tables.importTable, {
    status: 201,
    isUpload: true,
  }),
  defineRoute('POST', '/databases/{database}/tables', 'databases', tables.importUpload, { status: 201 }),
  defineRoute('DELETE', '/databases/{database}/tables/{table}', 'databases', tables.deleteTable),
  defineRoute('GET', '/databases/{database}/tables/{table}/records', 'databases', tables.sampleTable),
  defineRoute('POST', '/queries/run', 'queries', queries.runQuery, { status: 201 }),
  defineRoute('POST', '/queries/check', 'queries', queries.checkQuery, { isNeverStored: true }),
  defineRoute('GET', '/queries', 'queries', queries.listQueries),
  defineRoute('POST', '/queries', 'queries', queries.createQuery, { status: 201 }),
  defineRoute('GET', '/queries/{query}', 'queries', queries.getQuery),
  defineRoute('PATCH', '/queries/{query}', 'queries', queries.changeQuery),
  defineRoute('DELETE', '/queries/{query}', 'queries', queries.deleteQuery),
  defineRoute('PATCH', '/queries/{query}/schedule', 'schedules', schedules.setSchedule),
  defineRoute('DELETE', '/queries/{query}/schedule', 'schedules', schedules.deleteSchedule),
  defineRoute('POST', '/queries/{query}/schedule/pause', 'schedules', schedules.pauseSchedule),
  defineRoute('POST', '/queries/{query}/schedule/resume', 'schedules', schedules.resumeSchedule),
  defineRoute('GET', '/queries/{query}/schedule/next-times', 'schedules', schedules.listNextTimes),
  defineRoute('GET', '/queries/{query}/runs', 'schedules', schedules.listPlannedRuns),
  defineRoute('POST', '/queries/{query}/runs', 'schedules', schedules.runSaved, { status: 201 }),
  defineRoute('POST', '/audience/push', 'audiences', audienceFiles.pushAudience),
  defineRoute('POST', '/audience/samples', 'audiences', audienceFiles.loadSampleAudience),
  defineRoute('POST', '/audience/pull', 'audiences', audienceFiles.pullAudience, { isNeverStored: true }),
  defineRoute('GET', '/parent-segments', 'audiences', parentSegments.listParentSegments),
  defineRoute('POST', '/parent-segments', 'audiences', parentSegments.createParentSegment, { status: 201 }),
  defineRoute('GET', '/parent-segments/{parent_segment}', 'audiences', parentSegments.getParentSegment),
  defineRoute('PATCH', '/parent-segments/{parent_segment}', 'audiences', parentSegments.changeParentSegment),
  defineRoute('DELETE', '/parent-segments/{parent_segment}', 'audiences', parentSegments.deleteParentSegment),
  defineRoute('POST', '/parent-segments/{parent_segment}/run', 'audiences', parentSegments.runParentSegment, {
    status: 201,
  }),
  defineRoute('GET', '/parent-segments/{parent_segment}/builds', 'audiences', parentSegments.listBuilds),
  defineRoute('GET', '/parent-segments/{parent_segment}/columns', 'audiences', segments.listRuleColumns),
  defineRoute('GET', '/parent-segments/{parent_segment}/values', 'audiences', segments.listColumnValues),
  defineRoute('POST', '/parent-segments/{parent_segment}/count', 'audiences', segments.countRule, {
    isNeverStored: true,
  }),
  defineRoute('POST', '/parent-segments/{parent_segment}/sql', 'audiences', segments.compileRule, {
    isNeverStored: true,
  }),
  defineRoute('GET', '/parent-segments/{parent_segment}/folders', 'audiences', segmentFolders.listFolders),
  defineRoute('POST', '/parent-segments/{parent_segment}/folders', 'audiences', segmentFolders.createFolder, {
    status: 201,
  }),
  defineRoute('PATCH', '/folders/{folder}', 'audiences', segmentFolders.changeFolder),
  defineRoute('DELETE', '/folders/{folder}', 'audiences', segmentFolders.deleteFolder),
  defineRoute('GET', '/parent-segments/{parent_segment}/segments', 'audiences', segments.listSegments),
  defineRoute('POST', '/parent-segments/{parent_segment}/segments', 'audiences', segments.createSegment, {
    status: 201,
  }),
  defineRoute('GET', '/segments/{segment}', 'audiences', segments.getSegment),
  defineRoute('PATCH', '/segments/{segment}', 'audiences', segments.changeSegment),
  defineRoute('DELETE', '/segments/{segment}', 'audiences', segments.deleteSegment),
  defineRoute('GET', '/segments/{segment}/sql', 'audiences', segments.getSegmentSql),
  defineRoute('GET', '/segments/{segment}/count', 'audiences', segments.getSegmentCount),
  defineRoute('GET', '/segments/{segment}/profiles', 'audiences', segments.listProfiles),
  defineRoute('GET', '/segments/{segment}/populations', 'audiences', segments.listPopulations),
  defineRoute('GET', '/parent-segments/{parent_segment}/activations', 'audiences', activations.listActivations),
  defineRoute('POST', '/segments/{segment}/activations', 'audiences', activations.createActivation, { status: 201 }),
  defineRoute('GET', '/activations/{activation}', 'audiences', activations.getActivation),
  defineRoute('PATCH', '/activations/{activation}', 'audiences', activations.changeActivation),
  defineRoute('DELETE', '/activations/{activation}', 'audiences', activations.deleteActivation),
  defineRoute('POST', '/activations/{activation}/run', 'audiences', activations.runActivation, { status: 201 }),
  defineRoute('POST', '/activations/{activation}/pause', 'audiences', activations.pauseActivation),
  defineRoute('POST', '/activations/{activation}/resume', 'audiences', activations.resumeActivation),
  defineRoute('GET', '/activations/{activation}/runs', 'audiences', activations.listActivationRuns),
  defineRoute('GET', '/workflow-projects', 'workflows', workflowProjects.listWorkflowProjects),
  defineRoute('POST', '/workflow-projects', 'workflows', workflowProjects.pushWorkflowProject, {
    refusalOf: workflowProjects.refusalOfPush,
  }),
  defineRoute('PUT', '/workflow-projects', 'workflows', workflowProjects.uploadWorkflowProject, {
    isUpload: true,
    refusalOf: workflowProjects.refusalOfPush,
  }),
  defineRoute('GET', '/workflow-projects/{workflow_project}', 'workflows', workflowProjects.getWorkflowProject),
  defineRoute('DELETE', '/workflow-projects/{workflow_project}', 'workflows', workflowProjects.deleteWorkflowProject),
  defineRoute(
    'GET',
    '/workflow-projects/{workflow_project}/revisions',
    'workflows',
    workflowProjects.listWorkflowRevisions,
  ),
  defineRoute('GET', '/workflow-projects/{workflow_project}/files', 'workflows', workflowProjects.getWorkflowFiles),
  defineRoute('GET', '/workflow-projects/{workflow_project}/secrets', 'workflows', workflowSecrets.listWorkflowSecrets),
  defineRoute('POST', '/workflow-projects/{workflow_project}/secrets', 'workflows', workflowSecrets.setWorkflowSecret),
  defineRoute(
    'DELETE',
    '/workflow-projects/{workflow_project}/secrets',
    'workflows',
    workflowSecrets.deleteWorkflowSecret,
  ),
  defineRoute('GET', '/workflows', 'workflows', workflows.listWorkflows),
  defineRoute('GET', '/workflows/{workflow}', 'workflows', workflows.getWorkflow),
  defineRoute('POST', '/workflows/{workflow}/attempts', 'workflows', workflows.startWorkflow, { status: 201 }),
  defineRoute('GET', '/workflows/{workflow}/next-sessions', 'workflows', workflows.listNextSessions),
  defineRoute('POST', '/workflows/{workflow}/enable', 'workflows', workflows.enableWorkflow),
  defineRoute('POST', '/workflows/{workflow}/disable', 'workflows', workflows.disableWorkflow),
  defineRoute('POST', '/workflows/{workflow}/skip', 'workflows', workflows.skipWorkflowSessions),
  defineRoute('POST', '/workflows/{workflow}/backfill', 'workflows', workflows.backfillWorkflow, { status: 201 }),
  defineRoute('GET', '/workflow-attempts', 'workflows', workflowAttempts.listWorkflowAttempts),
  defineRoute('GET', '/workflow-attempts/{workflow_attempt}', 'workflows', workflowAttempts.getWorkflowAttempt),
  defineRoute('GET', '/workflow-attempts/{workflow_attempt}/tasks', 'workflows', workflowAttempts.listWorkflowTasks),
  defineRoute('GET', '/workflow-attempts/{workflow_attempt}/log', 'workflows', workflowAttempts.listWorkflowLog),
  defineRoute('POST', '/workflow-attempts/{workflow_attempt}/kill', 'workflows', workflowAttempts.killWorkflowAttempt),
  defineRoute(
    'POST',
    '/workflow-attempts/{workflow_attempt}/retry',
    'workflows',
    workflowAttempts.retryWorkflowAttempt,
    {
      status: 201,
    },
  ),
  defineRoute('GET', '/jobs', 'jobs', jobs.listJobs),
  defineRoute('GET', '/jobs/{job}', 'jobs', jobs.getJob),
  defineRoute('GET', '/jobs/{job}/details', 'jobs', jobs.getJobDetails),
  defineRoute('POST', '/jobs/{job}/kill', 'jobs', jobs.killJob),
  defineRoute('POST', '/jobs/{job}/pause', 'jobs', jobs.pauseJob),
  defineRoute('POST', '/jobs/{job}/resume', 'jobs', jobs.resumeJob, { status: 202 }),
  defineRoute('POST', '/jobs/{job}/decide', 'jobs', jobs.decideJob),
  defineRoute('DELETE', '/jobs/{job}/file', 'jobs', jobs.deleteJobFile),
  defineRoute('POST', '/jobs/{job}/resend', 'jobs', jobs.resendRecords, { status: 201 }),
  defineRoute('POST', '/jobs/{job}/rerun', 'jobs', jobs.rerunJob, { status: 201 }),
  defineRoute('POST', '/jobs/{job}/resend-fixed', 'jobs', jobs.resendFixed, { status: 201 }),
  defineRoute('GET', '/jobs/{job}/batches', 'jobs', jobParts.listBatches),
  defineRoute('GET', '/jobs/{job}/records', 'jobs', jobParts.listRecords),
  defineRoute('GET', '/jobs/{job}/rejected.csv', 'jobs', jobParts.getRejectedCsv),
  defineRoute('GET', '/jobs/{job}/log', 'jobs', jobParts.listLog),
  defineRoute('GET', '/jobs/{job}/result.csv', 'jobs', results.getResultCsv),
  defineRoute('GET', '/jobs/{job}/result.tsv', 'jobs', results.getResultTsv),
  defineRoute('GET', '/jobs/{job}/result.json', 'jobs', results.getResultJson),
  defineRoute('GET', '/jobs/{job}/result.jsonl', 'jobs', results.getResultLines),
  defineRoute('GET', '/jobs/{job}/result.msgpack', 'jobs', results.getResultMsgpack),
  defineRoute('GET', '/settings', 'settings', settings.getSettings),
  defineRoute('GET', '/settings/defaults', 'settings', settings.getSettingDefaults),
  defineRoute('PATCH', '/settings', 'settings', settings.changeSettings),
  defineRoute('GET', '/notifications', 'notifications', notifications.listNotifications),
  defineRoute('POST', '/notifications/test-mail', 'notifications', notifications.testMail, { isNeverStored: true }),
  defineRoute('POST', '/notifications/test-webhook', 'notifications', notifications.testWebhook, {
    isNeverStored: true,
  }),
  defineRoute('POST', '/notifications/renew-secret', 'notifications', notifications.renewSecret, {
    isNeverStored: true,
  }),
  defineRoute('GET', '/audit', 'audit', audit.listAuditEntries),
  defineRoute('GET', '/audit/verification', 'audit', audit.verifyAuditLog),
  defineRoute('GET', '/audit.csv', 'audit', audit.exportAuditCsv),
  defineRoute('GET', '/audit.jsonl', 'audit', audit.exportAuditLines),
  defineRoute('GET', '/status', 'product', product.getStatus),
  defineRoute('GET', '/fields', 'product', product.listFields),
  defineRoute('GET', '/template.csv', 'product', product.getTemplate),
];

const byCommand = new Map<Command, Route>(routes.map((route) => [route.command, route]));

/** The route to a command. Throws for a command that the HTTP API does not offer. */
export function routeOf(command: Command): Route {
  const route = byCommand.get(command);
  if (route === undefined) throw new Error(`no route leads to ${command.id}`);
  return route;
}
