/**
 * Every question we put to the table. Add the row here first, then the method that asks it.
 * One table `pk / sk`, one sparse index `gsi1pk / gsi1sk`; the structured part of a row is one JSON attribute, `doc`.
 *
 *  L1  enter a message once                 Put if absent    message#{id}               ledger
 *  L2  the same words delivered again       Put if absent    fingerprint#{hash}         owner
 *  L3  route or close a message             Update if        message#{id}               ledger
 *  L4  messages that stand still            Query gsi1       open                       {updatedAt}  (leaves when closed)
 *  C1  keep a decision                      Transaction      case#{id} record#{messageId} + L3 + R1
 *  C2  the story of a case                  Query            case#{id}, then message#{id} of each record
 *  L6  a machine's mail about a case        Put if absent    case#{id}                  linked#{messageId}
 *  L5  mail that waits for a person         Query gsi1       held                       {updatedAt}  (leaves when resolved)
 *  C4  the cases of a manager, newest first Query            cases#{manager}            {receivedAt}#{messageId}
 *  C3  every record, for reports            Scan             a report may take its time; no mail waits for it
 *  R1  one mail a message and purpose       Put / Update if  message#{id}               {purpose}
 *  R3  its words, written once              Put / Get        message#{id}               {purpose}-mail
 *  R2  replies whose call has no end        Query gsi1       calling, unknown           {changedAt}  (leaves when sent)
 *  A1  ask, decide, expire once             Update if        message#{id}               approval
 *  A2  an approval by its link              Get              link#{publicId}            link
 *  A3  approvals not settled                Query gsi1       approvals                  {askedAt}    (leaves when settled)
 *  A4  audit of a case, one chain           Put if absent    audit#{caseId}             {sequence}
 *  W1  a sign-in link, used once            Put, Update if   sign-in#{publicId}         sign-in
 *  W2  one sign-in mail a while             Update if        staff#{address}            sign-in-mail
 *  W3  a session                            Put, Get, Delete session#{id}               session
 *  W4  a six-digit code and its tries       Update if        code#{publicId}#{address}  code
 *  O1  a commitment                         Put if absent    commitment#{id}            commitment
 *  O2  commitments by review day            Query gsi1       commitments                {reviewOn}   (stays when ended)
 *  O3  commitments of an account            Query            account-commitments#{account} {id}
 *  P1  examples proposed for offers         Put if absent    example-proposals          {messageId}
 *  S1  the account of a sender              BatchGet         sender#{address or domain} account
 *  S2  an account by id, all accounts       Get, Scan        account#{id}               account
 *  S3  the domain that a sender imitates    BatchGet         skeleton#{skeleton}        account
 *  D1  a pair (topic, account)              Update if        demand#{topic}#{account}   pair
 *  D2  accounts that asked since            Query gsi1       demand#{topic}             {day}#{account}, newest first, capped
 *  D3  a pair follows, leaves, moves        Get, Put if same demand#{topic}#{account}   pair
 *  D4  pairs that came from a merged topic  Query gsi1       demand#{heir}              all of it, after an undo only
 *  T1  the tail of the topic log            Query            topics                     > {sequence}
 *  T2  open a topic                         Put if absent    topics                     {sequence}
 *  K1  the key of case addresses            Put if absent    desk                       case-key
 *  B1  mails let out to an address, a case  Get, Put if same sent-to#{address}, sent-in#{caseId} moments   (dropped after a day)
 *  B2  mails in and out in ten minutes      Get, Update      traffic#{start}            counters  (dropped after an hour)
 *  B3  an address not to be written to      Put if absent    suppressed#{address}       because
 *  B4  its soft bounces                     Get, Put if same suppressed#{address}       soft-bounces (dropped after a day)
 *  B8  a sender without proof was told      Get, Put if same stranger#{address}, strangers#{domain} moments (dropped after a week)
 *  B5  the pace of sending                  Get, Put if same desk                       pace
 *  B6  what to tell about delivery          Put if absent    message#{id}               {purpose}-trouble
 *  B7  troubles nobody was told of          Query gsi1       troubles                   {at}...      (leaves when told)
 *  R4  a mail of ours by the service's id   Query gsi1       ses#{id}                   {sentAt}
 *
 * Pairs have a partition each, so that a hot topic never writes to one place, and an account writes once a day at most.
 * D2 reads `cap` rows at most, whatever the topic's size. Segments need no index of their own: up to the cap every row is
 * read and both figures are exact; above it the demand is widespread whatever the segment says, and the segment's figure
 * counts the newest rows only. A pair that the index does not show yet is added by the caller's own account.
 * A merge copies the newest `cap` pairs of the topic to its heir (D2, D3), since no count ever reads more: one row an account
 * there, with what came from where beside its own days, so that D2 stays one query and each merge can be undone for itself.
 * `open` is one partition of the index and takes 1,000 writes a second, two a mail: beyond 500 mails a second it needs shards.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

export const key = (pk: string, sk: string): Item => ({ pk: { S: pk }, sk: { S: sk } });
export const indexed = (gsi1pk: string, gsi1sk: string): Item => ({ gsi1pk: { S: gsi1pk }, gsi1sk: { S: gsi1sk } });

export const ledgerKey = (id: string) => key(`message#${id}`, 'ledger');
export const fingerprintKey = (hash: string) => key(`fingerprint#${hash}`, 'owner');
export const replyKey = (messageId: string, purpose: string) => key(`message#${messageId}`, purpose);
export const replyMailKey = (messageId: string, purpose: string) => key(`message#${messageId}`, `${purpose}-mail`);
export const approvalKey = (messageId: string) => key(`message#${messageId}`, 'approval');
export const linkKey = (publicId: string) => key(`link#${publicId}`, 'link');
export const recordKey = (caseId: string, messageId: string) => key(`case#${caseId}`, `record#${messageId}`);
export const linkedKey = (caseId: string, messageId: string) => key(`case#${caseId}`, `linked#${messageId}`);
export const casesOfKey = (manager: string, receivedAt: string, messageId: string) =>
  key(`cases#${manager}`, `${receivedAt}#${messageId}`);
export const auditKey = (caseId: string, sequence: number) => key(`audit#${caseId}`, String(sequence).padStart(6, '0'));
export const signInKey = (publicId: string) => key(`sign-in#${publicId}`, 'sign-in');
export const signInMailKey = (address: string) => key(`staff#${address}`, 'sign-in-mail');
export const sessionKey = (id: string) => key(`session#${id}`, 'session');
export const codeKey = (publicId: string, address: string) => key(`code#${publicId}#${address}`, 'code');
export const commitmentKey = (id: string) => key(`commitment#${id}`, 'commitment');
export const accountCommitmentKey = (account: string, id: string) => key(`account-commitments#${account}`, id);
export const proposalKey = (messageId: string) => key('example-proposals', messageId);
export const senderKey = (addressOrDomain: string) => key(`sender#${addressOrDomain}`, 'account');
export const skeletonKey = (skeleton: string) => key(`skeleton#${skeleton}`, 'account');
export const accountKey = (id: string) => key(`account#${id}`, 'account');
export const pairKey = (topic: string, account: string) => key(`demand#${topic}#${account}`, 'pair');
export const topicKey = (sequence: number) => key('topics', String(sequence).padStart(12, '0'));

export const sentToKey = (address: string) => key(`sent-to#${address}`, 'moments');
export const sentInKey = (caseId: string) => key(`sent-in#${caseId}`, 'moments');
export const trafficKey = (start: string) => key(`traffic#${start}`, 'counters');
export const suppressedKey = (address: string) => key(`suppressed#${address}`, 'because');
export const softBouncesKey = (address: string) => key(`suppressed#${address}`, 'soft-bounces');

export const strangerKey = (address: string) => key(`stranger#${address}`, 'moments');
export const strangersOfKey = (domain: string) => key(`strangers#${domain}`, 'moments');
export const PACE_KEY = key('desk', 'pace');
export const troubleKey = (messageId: string, purpose: string) => key(`message#${messageId}`, `${purpose}-trouble`);

export const doc = (value: unknown): Item => ({ doc: { S: JSON.stringify(value) } });
export const docOf = <T>(item: Item | undefined): T | null => (item?.doc?.S ? (JSON.parse(item.doc.S) as T) : null);
export const text = (item: Item | undefined, name: string): string | null => item?.[name]?.S ?? null;
/** From then on the table may drop the row, within days; until it does, readers look at the moment themselves. */
export const droppedAfter = (at: string): Item => ({ ttl: { N: String(Math.ceil(Date.parse(at) / 1000)) } });
