import { z } from 'zod';
import type { Permission } from '../../core/access/permission.ts';
import { readSandbox, type SandboxPage, type SandboxQuery } from '../../operations/authentications/read-sandbox.ts';
import { sandboxFolder } from '../../runtime/sandbox-folder.ts';
import { defineInternalCommand } from '../command.ts';
import { concealEvent, forActor } from '../concealed/concealed.ts';

const PAGE_SIZE = 25;

const input = z.object({
  account: z.string().optional(),
  before: z.string().optional(),
  /** The id of the request to open. */
  request: z.string().optional(),
});

function sandboxView(id: string, permission: Permission, personal: SandboxQuery['personal']) {
  return defineInternalCommand({
    id,
    permission,
    effect: permission === 'values.show' ? 'shows' : 'reads',
    input,
    async run(query, { env }, actor) {
      const page = await readSandbox(sandboxFolder(env), { ...query, personal, limit: PAGE_SIZE });
      return forActor(actor, page, concealOpened);
    },
  });
}

function concealOpened(page: SandboxPage): SandboxPage {
  const { opened } = page;
  return opened ? { ...page, opened: { ...opened, events: opened.events.map(concealEvent) } } : page;
}

/** A page of the requests that sandboxes received; personal values of the opened one are masked. */
export const viewSandbox = sandboxView('viewSandbox', 'jobs.read', undefined);
export const viewPersonalSandbox = sandboxView('viewPersonalSandbox', 'values.show', 'shown');
