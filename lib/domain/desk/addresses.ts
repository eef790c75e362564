import * as z from 'zod';
import { isFreeMail } from '../account/free-mail.ts';
import { quote } from './fault.ts';

type Refusal = { problem: string; cure: string } | null;

/**
 * Why a text is no mail domain. ASCII is asked for before anything is lower-cased or parsed: lower-casing turns the
 * Kelvin sign into "k", and URL parsers turn full-width letters into a customer's domain.
 */
export function findDomainFault(domain: string): Refusal {
  if (!/^[\x21-\x7e]*$/.test(domain))
    return {
      problem: `${quote(domain)} is not plain ASCII`,
      cure: 'If the domain really has such letters, write it as xn--… (punycode); otherwise type it anew.',
    };
  const labels = domain.split('.');
  const isDomain =
    domain.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label)) &&
    /[a-z]/i.test(labels.at(-1) ?? '');
  return isDomain ? null : { problem: `${quote(domain)} is not a mail domain`, cure: 'Write it like acme.example.' };
}

function findAddressFault(address: string): Refusal {
  const at = address.lastIndexOf('@');
  if (/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/i.test(address.slice(0, Math.max(at, 0))))
    return findDomainFault(address.slice(at + 1));
  return { problem: `${quote(address)} is not a mail address`, cure: 'Write it like jane@acme.example.' };
}

/** Two-label endings under which strangers live side by side. */
const sharedEnding = /^(co|com|org|net|ac|gov|edu)\.[a-z]{2}$/i;

function findAccountDomainFault(domain: string): Refusal {
  if (isFreeMail(domain.toLowerCase()))
    return {
      problem: `anybody can have an address at ${quote(domain)}, so it cannot stand for one account`,
      cure: "Remove it, and name the people's addresses under contacts.",
    };
  if (sharedEnding.test(domain))
    return { problem: `many firms share ${quote(domain)}`, cure: "Write the account's own domain below it." };
  return findDomainFault(domain);
}

const textWithout = (findFault: (text: string) => Refusal) =>
  z
    .string()
    .superRefine((text, context) => {
      const fault = findFault(text);
      if (fault) context.addIssue({ code: 'custom', message: fault.problem, params: { cure: fault.cure } });
    })
    .transform((text) => text.toLowerCase());

/** Lower case afterwards. */
export const mailAddress = textWithout(findAddressFault);
/** A domain that stands for one account. Lower case afterwards. */
export const accountDomain = textWithout(findAccountDomainFault);
