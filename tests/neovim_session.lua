-- Opens the script in $SCRIPT with the server, waits for its finding, takes the action called $ACTION, waits until it is gone.
local patience = 30000
local id = vim.lsp.start_client({
  name = "zerolint",
  cmd = { os.getenv("PYTHON"), "-m", "zerolint", "server" },
  root_dir = vim.fn.fnamemodify(os.getenv("SCRIPT"), ":h"),
})
vim.cmd("edit " .. os.getenv("SCRIPT"))
vim.bo.filetype = "python"
vim.lsp.buf_attach_client(0, id)

local function shown()
  return vim.diagnostic.get(0)
end

local function say(text)
  io.stdout:write(text .. "\n")
end

local function wait(condition, what)
  if not vim.wait(patience, condition, 20) then
    say("no " .. what)
    vim.cmd("cquit")
  end
end

wait(function() return #shown() == 1 end, "diagnostic")
local found = shown()[1]
say(string.format("found %s at %d:%d-%d", found.code or found.user_data.lsp.code, found.lnum, found.col, found.end_col))

vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, patience)
for _, answer in pairs(answers) do
  for _, action in ipairs(answer.result) do
    if action.edit and vim.startswith(action.title, os.getenv("ACTION")) then
      say("applied " .. action.title)
      vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
      break
    end
  end
end

wait(function() return #shown() == 0 end, "end of the diagnostic")
say("gone: " .. vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, false)[1])
vim.cmd("qall!")
