import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { localFunctionArn } from '../infra/definitions.ts';
import type { Step } from '../settings.ts';

type Handler = (event: unknown) => Promise<unknown>;
export type InvokeStep = (step: Step, event: unknown) => Promise<unknown>;

/**
 * The bundles that would be deployed, called in process. They know the world from their environment alone, which is
 * this process's own: one desk a process.
 */
export function loadFunctions(dist: string, env: Record<string, string>): InvokeStep {
  Object.assign(process.env, env);
  const loaded = new Map<Step, Promise<Handler>>();
  const load = async (step: Step): Promise<Handler> => {
    const module = (await import(pathToFileURL(join(dist, step, 'index.mjs')).href)) as { handler: Handler };
    return module.handler;
  };
  return async (step, event) => {
    if (!loaded.has(step)) loaded.set(step, load(step));
    return (await loaded.get(step)!)(event);
  };
}

/** What a state machine calls: the last part of the ARN is the step. */
export const byArn =
  (invoke: InvokeStep) =>
  (arn: string, payload: unknown): Promise<unknown> => {
    const step = arn.slice(arn.lastIndexOf(':') + 1) as Step;
    if (arn !== localFunctionArn(step)) throw new Error(`No local function ${arn}.`);
    return invoke(step, payload);
  };
