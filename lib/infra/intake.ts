import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { type ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

interface Sources {
  mail: Bucket;
  mailOut: ConfigurationSet;
  receive: LambdaFunction;
}

/** Stored mail, and news of mail we sent -> event -> queue -> receive. What fails three times waits in the dead-letter queue for a person. */
export class Intake extends Construct {
  readonly dead: Queue;
  readonly queue: Queue;

  constructor(scope: Construct, { mail, mailOut, receive }: Sources) {
    super(scope, 'Intake');
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.dead = new Queue(this, 'Dead', { ...common, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      visibilityTimeout: Duration.seconds(120), // six times the time-out of receive
      deadLetterQueue: { queue: this.dead, maxReceiveCount: 3 },
    });
    const detail = { bucket: { name: [mail.bucketName] }, object: { key: [{ prefix: 'raw/' }] } };
    new Rule(this, 'Stored', {
      eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail },
      targets: [new SqsQueue(this.queue)],
    });
    mailOut.addEventDestination('News', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'Bus', 'default')),
      // Deliveries tell nothing that the desk does not know from "send".
      events: [EmailSendingEvent.SEND, EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT],
    });
    new Rule(this, 'News', {
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [mailOut.configurationSetName] } } },
      },
      targets: [new SqsQueue(this.queue)],
    });
    receive.addEventSource(new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true }));
  }
}
