<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('connections', function (Blueprint $table) {
            $table->string('id', 64)->primary();
            $table->string('owner')->index();
            $table->string('status')->default('PENDING');
            $table->dateTime('changed_at', 6)->nullable();
        });
    }
};
