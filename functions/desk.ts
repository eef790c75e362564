import { handle } from 'hono/aws-lambda';
import { deskAppOf, wire } from '../lib/wire.ts';

/** The pages, behind the HTTP API. */
export const handler = wire('desk', (env) => handle(deskAppOf(env)));
