/** The environment of every step: one zod schema, typed into the CDK construct and parsed by the step when it starts. */
import * as z from 'zod';

const table = z.object({ TABLE_NAME: z.string().min(3) });
const bucket = z.object({ BUCKET_NAME: z.string().min(3) });
/** The validated desk as one JSON file: a layer in the cloud, a file on one machine. */
const desk = z.object({ DESK_FILE: z.string().min(1) });
/** The fitted catalogue. */
const fit = z.object({ FIT_FILE: z.string().min(1) });
/** The folder of the model that it was fitted with. */
const model = z.object({ MODEL_DIR: z.string().min(1) });
const mail = z.object({ CONFIGURATION_SET: z.string().min(1) });
const web = z.object({ WEB_URL: z.url() });
const triage = z.object({ TRIAGE_MACHINE_ARN: z.string().startsWith('arn:') });
const approval = z.object({ APPROVAL_MACHINE_ARN: z.string().startsWith('arn:') });

export const settingsOf = {
  receive: table.extend(triage.shape),
  'read-message': table.extend(bucket.shape).extend(desk.shape),
  decide: table.extend(bucket.shape).extend(desk.shape).extend(fit.shape).extend(model.shape),
  'send-reply': table.extend(mail.shape),
  'hand-to-person': table.extend(desk.shape).extend(mail.shape).extend(web.shape),
  'ask-manager': table.extend(desk.shape).extend(mail.shape).extend(web.shape),
  settle: table.extend(desk.shape),
  desk: table.extend(desk.shape).extend(mail.shape).extend(web.shape).extend(triage.shape),
  sweep: table
    .extend(bucket.shape)
    .extend(desk.shape)
    .extend(fit.shape)
    .extend(mail.shape)
    .extend(web.shape)
    .extend(triage.shape)
    .extend(approval.shape),
};
export type Step = keyof typeof settingsOf;
export type SettingsOf<S extends Step> = z.output<(typeof settingsOf)[S]>;
export type EnvOf<S extends Step> = Record<keyof z.input<(typeof settingsOf)[S]>, string>;

/** The one object of the topics; nothing else may be written beside the mail. */
export const TOPIC_SNAPSHOT = 'topics/snapshot';

/** Throws with every fault of the environment named. */
export function readSettings<S extends Step>(step: S, env: NodeJS.ProcessEnv = process.env): SettingsOf<S> {
  const { success, data, error } = settingsOf[step].safeParse(env);
  if (!success) throw new Error(`Step "${step}" cannot start. Fix its environment:\n${z.prettifyError(error)}`);
  return data as SettingsOf<S>;
}
