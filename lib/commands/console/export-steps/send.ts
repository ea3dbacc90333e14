import { getFileConnector } from '../../../connectors/file-connector.ts';
import { customBaseUrl } from '../../../runtime/addresses.ts';
import { authenticationChoices } from '../../authentication-choices.ts';
import { defineInternalCommand, noInput } from '../../command.ts';

/** What the last step offers: where to send events, and the limits of calls. */
export const viewSendStep = defineInternalCommand({
  id: 'viewSendStep',
  permission: 'authentications.read',
  effect: 'reads',
  input: noInput,
  async run(_, runtime) {
    const { type, maxEventsPerCall } = getFileConnector();
    const { env } = runtime;
    return {
      authentications: await authenticationChoices(runtime),
      eventsPerCall: Math.min(env.maxEventsPerCall, maxEventsPerCall),
      callsPerMinute: env.callsPerMinute,
      customBaseUrl: customBaseUrl(type, env),
    };
  },
});
