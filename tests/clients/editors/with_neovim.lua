-- An afternoon in Neovim, with nothing but its own client (0.7 and later).
local house, second = vim.env.HOUSE, vim.env.SECOND
local seen = {}

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

local function text(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n") .. "\n"
end

local function open(path)
  vim.cmd("edit " .. vim.fn.fnameescape(path))
  return vim.api.nvim_get_current_buf()
end

-- What the writer sees underlined: columns are bytes here.
local function codes(buffer)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    local lines = vim.api.nvim_buf_get_text(buffer, one.lnum, one.col, one.end_lnum, one.end_col, {})
    table.insert(found, { one.code or "a mistake", table.concat(lines, "\n") })
  end
  table.sort(found, function(a, b) return a[1] < b[1] end)
  return #found > 0 and found or vim.empty_dict()
end

local function wait(what, is_it)
  assert(vim.wait(20000, is_it, 10), "waited in vain for " .. what .. ": " .. vim.inspect(vim.diagnostic.get()))
end

local function count(buffer)
  return #vim.diagnostic.get(buffer)
end

local function act(client, buffer, code, title)
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    if one.code == code then
      local lsp = one.user_data.lsp
      local range = {
        start = { line = one.lnum, character = vim.str_utfindex(vim.fn.getbufline(buffer, one.lnum + 1)[1], one.col) },
      }
      local _, units = vim.str_utfindex(vim.fn.getbufline(buffer, one.lnum + 1)[1], one.col)
      range.start.character = units
      range["end"] = range.start
      local answer = client.request_sync("textDocument/codeAction", {
        textDocument = { uri = vim.uri_from_bufnr(buffer) },
        range = range,
        context = { diagnostics = {}, only = { "quickfix" } },
      }, 10000, buffer)
      for _, action in ipairs(answer.result) do
        if action.title:find(title, 1, true) then
          vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
          return
        end
      end
      error("no " .. title .. " among " .. vim.inspect(answer.result) .. vim.inspect(lsp))
    end
  end
  error("no finding " .. code)
end

local function afternoon()
  local start = {
    name = "copydesk",
    cmd = { "copydesk", "lsp" },
    root_dir = house,
    workspace_folders = { { uri = vim.uri_from_fname(house), name = "house" } },
    flags = { debounce_text_changes = 0 },
  }
  local id = vim.lsp.start_client(start)
  local client
  local draft = open(house .. "/draft.md")
  vim.lsp.buf_attach_client(draft, id)
  wait("the findings", function() return count(draft) == 2 end)
  client = vim.lsp.get_client_by_id(id)
  seen.opened = codes(draft)

  act(client, draft, "words.doubled", "Remove")
  wait("the fix", function() return count(draft) == 1 end)
  seen.fixed, seen.left = text(draft), codes(draft)
  act(client, draft, "house.quay", "Silence house.quay here")
  wait("silence", function() return count(draft) == 0 end)
  seen.silenced, seen.silent = text(draft), codes(draft)

  vim.api.nvim_buf_set_lines(draft, 0, -1, false, vim.split(vim.trim(seen.fixed), "\n"))
  wait("the finding again", function() return count(draft) == 1 end)
  local config = open(house .. "/.copydesk.yml")
  vim.lsp.buf_attach_client(config, id)
  vim.api.nvim_buf_set_lines(config, -1, -1, false, { "rulez: {}" })
  vim.cmd("write")
  wait("the mistake", function() return count(config) == 1 end)
  local mistake = vim.diagnostic.get(config)[1]
  seen.mistake = { line = mistake.lnum, message = mistake.message }
  vim.wait(200)
  seen.broken = codes(draft)
  vim.api.nvim_buf_set_lines(config, 1, -1, false, { "rules: {house.quay: off}" })
  vim.cmd("write")
  wait("the mended rules", function() return count(draft) == 0 and count(config) == 0 end)
  seen.mended = codes(draft)
  vim.api.nvim_buf_set_lines(config, 1, -1, false, {})
  vim.cmd("write")
  wait("the old rules", function() return count(draft) == 1 end)

  vim.cmd("buffer! " .. draft)
  vim.cmd("edit!")
  os.rename(house .. "/draft.md", house .. "/renamed.md")
  vim.cmd("bwipeout! " .. draft)
  local renamed = open(house .. "/renamed.md")
  vim.lsp.buf_attach_client(renamed, id)
  wait("the renamed draft", function() return count(renamed) == 2 end)
  seen.renamed = codes(renamed)

  client.notify("workspace/didChangeWorkspaceFolders", {
    event = { added = { { uri = vim.uri_from_fname(second), name = "second" } }, removed = {} },
  })
  local other = open(second .. "/draft.md")
  vim.lsp.buf_attach_client(other, id)
  vim.wait(1000, function() return count(other) > 0 end, 10)
  seen.second = codes(other)

  local large = open(house .. "/large.md")
  local told = 0
  local handler = vim.lsp.handlers["textDocument/publishDiagnostics"]
  client.handlers["textDocument/publishDiagnostics"] = function(...)
    told = told + 1
    return handler(...)
  end
  vim.lsp.buf_attach_client(large, id)
  wait("the large draft", function() return count(large) > 0 end)
  seen.milliseconds = {}
  for _ = 1, 40 do
    local before = told
    local begun = vim.loop.hrtime()
    vim.api.nvim_buf_set_lines(large, -1, -1, false, { "x" })
    assert(vim.wait(10000, function() return told > before end, 1))
    table.insert(seen.milliseconds, (vim.loop.hrtime() - begun) / 1e6)
  end
end

local done, wrong = xpcall(afternoon, debug.traceback)
if not done then seen.error = wrong end
for key, value in pairs(seen) do
  if type(value) == "table" and vim.tbl_isempty(value) then seen[key] = {} end
end
local written = vim.fn.json_encode(seen):gsub("{}", "[]")
local file = assert(io.open(vim.env.SEEN, "wb"))
file:write(written)
file:close()
vim.cmd("qall!")
