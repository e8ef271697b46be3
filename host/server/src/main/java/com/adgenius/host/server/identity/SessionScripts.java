package com.adgenius.host.server.identity;

/** What is done in Redis in one step. Each script works on one session alone, and gets the time from its caller. */
final class SessionScripts {

    /**
     * Spends a token. Arguments: its hash, the successor's hash, the nonce between them, now, grace and idle time in ms,
     * and how many spent tokens are remembered.
     *
     * <p>Answers {@code rotated} with the nonces from this token to the newest; {@code missing}; or {@code reused}, and
     * the session is gone.
     */
    static final String ROTATE = """
            local f = redis.call('HMGET', KEYS[1], 'current', 'spent', 'ends', 'idle')
            if not f[1] then return {'missing'} end
            local now, grace = tonumber(ARGV[4]), tonumber(ARGV[5])
            local ends = tonumber(f[3])
            if now >= ends or now >= tonumber(f[4]) then
              redis.call('DEL', KEYS[1])
              return {'missing'}
            end
            local recent = {}
            for _, one in ipairs(cjson.decode(f[2])) do
              if now < one.at + grace then recent[#recent + 1] = one end
            end
            if f[1] == ARGV[1] then
              recent[#recent + 1] = {hash = ARGV[1], nonce = ARGV[3], at = now}
              if #recent > tonumber(ARGV[7]) then table.remove(recent, 1) end
              local idle = math.min(now + tonumber(ARGV[6]), ends)
              redis.call('HSET', KEYS[1], 'current', ARGV[2], 'spent', cjson.encode(recent),
                  'idle', string.format('%.0f', idle))
              redis.call('PEXPIRE', KEYS[1], string.format('%.0f', idle - now))
              return {'rotated', ARGV[3]}
            end
            local answer = {'rotated'}
            for _, one in ipairs(recent) do
              if #answer > 1 or one.hash == ARGV[1] then answer[#answer + 1] = one.nonce end
            end
            if #answer > 1 then return answer end
            redis.call('DEL', KEYS[1])
            return {'reused'}
            """;

    /** Sets a field, if the session is there: nothing may bring one back. Arguments: field, value. */
    static final String SET = """
            if redis.call('EXISTS', KEYS[1]) == 0 then return {'missing'} end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            return {'done'}
            """;

    /** Begins a session. Arguments: how long it lasts without a refresh in ms, then its fields and values. */
    static final String BEGIN = """
            redis.call('HSET', KEYS[1], unpack(ARGV, 2))
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return {'done'}
            """;

    private SessionScripts() {}
}
