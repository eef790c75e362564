/** The address that continues a case: `support+c.<case>.<mac>@firm.example`. Lower-case base32 survives case folding. */
export function caseAddress(ownAddress: string, caseId: string, mac: string): string {
  const at = ownAddress.lastIndexOf('@');
  return `${ownAddress.slice(0, at)}+c.${caseId}.${mac}${ownAddress.slice(at)}`;
}

/** The first recipient that is one of our addresses with a case in it. The MAC is not checked here. */
export function findCaseAddress(recipients: string[], ownAddresses: string[]): { caseId: string; mac: string } | null {
  for (const recipient of recipients) {
    const [local = '', domain] = recipient.toLowerCase().split('@');
    const tag = local.lastIndexOf('+c.');
    const [, caseId, mac] = /^\+c\.([a-z2-7]{8,32})\.([a-z2-7]{8,32})$/.exec(local.slice(Math.max(tag, 0))) ?? [];
    if (caseId && mac && ownAddresses.includes(`${local.slice(0, tag)}@${domain}`)) return { caseId, mac };
  }
  return null;
}
