import { handle } from 'hono/aws-lambda';
import * as wired from '../lib/wire.ts';
import { sendingOf } from '../lib/wire-sending.ts';
import { sendReply } from './send-reply.ts';

/** The pages, behind the HTTP API. What a person writes to a customer leaves like every other mail to one. */
export const handler = wired.wire('desk', (env) => handle(wired.deskAppOf(env, sendReply(sendingOf(env)))));
