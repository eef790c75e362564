import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { PagePass } from '../../ports.ts';
import { type SignInDeps, signIn } from '../../staff/sign-in.ts';
import { MAX_FORM_BYTES } from '../approval/form.ts';
import { refusedPage } from '../refusals.ts';
import { type CaseWeb, caseRoutes } from './cases.ts';
import { type CommitmentWeb, commitmentRoutes } from './commitments.ts';
import { type ExampleWeb, exampleRoutes } from './examples.ts';
import { missing, type StaffEnv } from './frame.ts';
import { type HeldWeb, heldRoutes } from './held.ts';
import { type OutboxWeb, outboxRoutes } from './outbox.ts';
import { type RequestWeb, requestRoutes } from './requests.ts';
import { mustBeSignedIn, signingRoutes } from './signing.ts';

export type StaffWeb = SignInDeps &
  RequestWeb &
  CaseWeb &
  CommitmentWeb &
  HeldWeb &
  OutboxWeb &
  ExampleWeb & { pass: PagePass };

/** The pages of the people who work here. GET changes nothing; what changes something wants session, own form and pass. */
export function staffRoutes(deps: StaffWeb): Hono {
  const signing = signIn(deps);
  const tooLarge = bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c: Context) => c.html(refusedPage(), 413) });
  const desk = new Hono<StaffEnv>();
  desk.use(mustBeSignedIn(signing, deps));
  for (const routes of [requestRoutes, caseRoutes, commitmentRoutes, heldRoutes, outboxRoutes, exampleRoutes])
    desk.route('/', routes(deps));
  desk.all('*', missing);
  const app = new Hono();
  app.use('/s/*', tooLarge);
  app.use('/desk/*', tooLarge);
  app.route('/', signingRoutes(signing));
  app.route('/desk', desk);
  return app;
}
