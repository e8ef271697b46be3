package com.adgenius.host.runtime;

/** Why a call was interrupted. */
enum Interruption {
    DEADLINE,
    IDLE,
    CALLER,
    EVICTION
}
