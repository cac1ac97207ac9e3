<?php

namespace App\Http\Controllers;

use App\Models\Connection;
use Illuminate\Http\Request;
use Illuminate\Http\Response;

class AraucariaWebhookController
{
    private const MAX_BODY_BYTES = 65_536;

    private const TOLERANCE_SECONDS = 300;

    public function __invoke(Request $request): Response
    {
        $body = stream_get_contents($request->getContent(true), self::MAX_BODY_BYTES + 1);
        if (strlen($body) > self::MAX_BODY_BYTES || ! self::isSigned($request, $body)) {
            return response('', 400);
        }
        $event = json_decode($body, flags: JSON_THROW_ON_ERROR);
        // An event of a type that is not known yet changes nothing, and is answered with success too.
        if (str_starts_with($event->type, 'connection.')) {
            Connection::updateStatus($event->data->connectionId, $event->data->status, new \DateTimeImmutable($event->timestamp));
        }

        return response()->noContent();
    }

    /** Whether it is signed with our secret, and new (Standard Webhooks). */
    private static function isSigned(Request $request, string $body): bool
    {
        [$id, $timestamp, $signatures] = array_map(
            fn (string $name) => $request->header("webhook-$name", ''),
            ['id', 'timestamp', 'signature'],
        );
        if (preg_match('/^\d{1,15}$/D', $timestamp) !== 1 || abs(time() - (int) $timestamp) > self::TOLERANCE_SECONDS) {
            return false;
        }
        $expected = 'v1,'.base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", self::secret(), binary: true));
        foreach (explode(' ', $signatures) as $signature) {
            if (hash_equals($expected, $signature)) {
                return true;
            }
        }

        return false;
    }

    private static function secret(): string
    {
        $secret = (string) base64_decode(substr((string) config('services.araucaria.webhook_secret'), strlen('whsec_')));

        // Anybody could sign with an empty one.
        return strlen($secret) >= 24 ? $secret : throw new \RuntimeException(
            'Expected ARAUCARIA_WEBHOOK_SECRET to be whsec_… with the base64 of 24 bytes or more.',
        );
    }
}
