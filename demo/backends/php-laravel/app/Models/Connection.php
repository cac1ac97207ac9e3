<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

/** Whose a connection is, and its status. In production, `owner` belongs to your user. */
class Connection extends Model
{
    public $incrementing = false;

    public $timestamps = false;

    protected $keyType = 'string';

    protected $fillable = ['id', 'owner'];

    public static function isOwnedBy(string $user, string $id): bool
    {
        $found = self::find($id);

        // Compared here too: MySQL takes an id in another case for the same.
        return $found !== null && $found->id === $id && $found->owner === $user;
    }

    /** Webhooks come in any order, and more than once: an older event changes nothing. */
    public static function updateStatus(string $id, string $status, \DateTimeImmutable $changedAt): void
    {
        // As text, since Laravel would leave out the part of the second.
        $at = $changedAt->setTimezone(new \DateTimeZone('UTC'))->format('Y-m-d H:i:s.u');
        self::where('id', $id)
            ->where(fn ($query) => $query->whereNull('changed_at')->orWhere('changed_at', '<', $at))
            ->update(['status' => $status, 'changed_at' => $at]);
    }
}
