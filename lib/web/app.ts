import { Hono } from 'hono';
import { type ApprovalWeb, approvalRoutes } from './approval/routes.ts';
import { securityHeaders } from './layout.ts';
import { failedPage, refusedPage } from './refusals.ts';
import { type StaffWeb, staffRoutes } from './staff/routes.ts';

export type WebDeps = ApprovalWeb & StaffWeb;

/** Every page of the desk. Which words are whose is in the routes; what holds for all is here. */
export function deskApp(deps: WebDeps): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
  });
  app.route('/', approvalRoutes(deps));
  app.route('/', staffRoutes(deps));
  app.notFound((c) => c.html(refusedPage(), 404));
  app.onError((error, c) => {
    console.error(JSON.stringify({ step: 'desk', error: error.name }));
    return c.html(failedPage(), 500);
  });
  return app;
}
